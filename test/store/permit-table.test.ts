import { memoryPermitTable } from './memory-permit-table.ts';
import { permitTableContract } from './permit-table.contract.ts';

const { table } = memoryPermitTable();

permitTableContract('in memory', () => table);
