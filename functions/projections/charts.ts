import { project } from '../../projections/charts.ts';
import { ENV, readEnv } from '../../schemas/env.ts';
import { catchUp } from '../../store/catch-up.ts';
import { dynamoChartRows } from '../../store/dynamo-chart-rows.ts';
import { dynamoCommitTable } from '../../store/dynamo-commit-table.ts';
import { eventStore } from '../../store/event-store.ts';
import { dynamo } from '../dynamo.ts';
import { consumer } from '../events/consumer.ts';

const env = readEnv(ENV.pick({ EVENTS_TABLE: true, VIEWS_TABLE: true }));
const view = {
  store: eventStore(dynamoCommitTable(dynamo, env.EVENTS_TABLE)),
  rows: dynamoChartRows(dynamo, env.VIEWS_TABLE),
  project,
};

/** Keeps the read model of charts: each commit the bus tells of brings its chart's row up to date. */
export const handler = consumer(async ({ tenant_id, id, version }) => {
  await catchUp(view, { tenant_id, category: 'chart', id }, version);
});
