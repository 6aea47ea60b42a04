import { memoryCommitTable } from '../../store/memory-commit-table.ts';
import { commitTableContract } from './commit-table.contract.ts';

commitTableContract('memory', () => memoryCommitTable({ pageSize: 2 }));
