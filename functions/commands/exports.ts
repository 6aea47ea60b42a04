import { liveRows } from '../../store/views/live-rows.ts';
import { api } from '../http/api.ts';
import { limits } from '../http/limits.ts';
import { store } from '../store.ts';
import { chartCopies, known } from '../views/chart-copies.ts';
import { exportRequestEndpoints } from './export-endpoints.ts';

/** Asking for exports. */
export const handler = api(exportRequestEndpoints({ store, charts: liveRows(chartCopies, known) }), limits);
