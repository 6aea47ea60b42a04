import { memoryChartRows } from '../../store/memory-chart-rows.ts';
import { chartRowsContract } from './chart-rows.contract.ts';

chartRowsContract('memory', () => memoryChartRows());
