import { memoryKeyTable } from '../../../store/keys/memory-key-table.ts';
import { keyTableContract } from './key-table.contract.ts';

keyTableContract('memory', memoryKeyTable);
