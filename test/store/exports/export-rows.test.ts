import { memoryExportRows } from '../../../store/exports/memory-export-rows.ts';
import { exportRowsContract } from './export-rows.contract.ts';

exportRowsContract('Memory', memoryExportRows);
