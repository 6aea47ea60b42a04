import { liveRows } from '../../store/views/live-rows.ts';
import { api } from '../http/api.ts';
import { limits } from '../http/limits.ts';
import { store } from '../store.ts';
import { chartCopies, known } from '../views/chart-copies.ts';
import { chartQueryEndpoints } from './chart-endpoints.ts';

/** Everything that reads charts. */
export const handler = api(chartQueryEndpoints({ store, rows: liveRows(chartCopies, known) }), limits);
