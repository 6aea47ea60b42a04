import { memoryCommitTable } from '../../store/memory-commit-table.ts';
import { eventStoreContract } from './event-store.contract.ts';

eventStoreContract('memory', () => memoryCommitTable({ pageSize: 2 }));
