import { project } from '../../projections/charts.ts';
import { ENV, readEnv } from '../../schemas/env.ts';
import { catchUp } from '../../store/catch-up.ts';
import { dynamoChartRows } from '../../store/dynamo-chart-rows.ts';
import { dynamo } from '../dynamo.ts';
import { consumer } from '../events/consumer.ts';
import { keys } from '../keys.ts';
import { store } from '../store.ts';

const env = readEnv(ENV.pick({ VIEWS_TABLE: true }));
const view = {
  store,
  rows: dynamoChartRows(dynamo, env.VIEWS_TABLE, keys),
  project,
};

/** Keeps the read model of charts: each commit the bus tells of brings its chart's row up to date. */
export const handler = consumer(async ({ tenant_id, id, version }) => {
  await catchUp(view, { tenant_id, category: 'chart', id }, version);
});
