import { memoryGenerationTable } from '../../../store/views/memory-generation-table.ts';
import { generationTableContract } from './generation-table.contract.ts';

generationTableContract('memory', memoryGenerationTable);
