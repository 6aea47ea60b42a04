import { liveRows } from '../../store/views/live-rows.ts';
import { accessTrail } from '../access.ts';
import { api } from '../http/api.ts';
import { limits } from '../http/limits.ts';
import { store } from '../store.ts';
import { chartCopies, known } from '../views/chart-copies.ts';
import { chartQueryEndpoints } from './chart-endpoints.ts';

const parts = { store, rows: liveRows(chartCopies, known), trail: accessTrail };

/** Everything that reads charts. */
export const handler = api(chartQueryEndpoints(parts), limits);
