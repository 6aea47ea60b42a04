import { memoryChartRows } from '../../store/memory-chart-rows.ts';
import { chartListsContract } from './chart-lists.contract.ts';

chartListsContract('memory', () => memoryChartRows());
