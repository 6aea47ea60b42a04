import { memoryConnectionTable } from '../../../store/realtime/memory-connection-table.ts';
import { connectionTableContract } from './connection-table-contract.ts';

const table = memoryConnectionTable();

connectionTableContract('in memory', () => table);
