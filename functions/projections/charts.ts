import { project } from '../../projections/charts.ts';
import { catchUpCopies } from '../../store/views/catch-up-copies.ts';
import { consumer } from '../events/consumer.ts';
import { store } from '../store.ts';
import { chartCopies, known } from '../views/chart-copies.ts';

const projector = { store, copies: chartCopies, project, known };

/** Keeps the read model of charts: each commit the bus tells of brings its chart's row up to date, in every copy. */
export const handler = consumer(({ tenant_id, id, version }) =>
  catchUpCopies(projector, { tenant_id, category: 'chart', id }, version),
);
