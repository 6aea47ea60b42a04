import { ENV, readEnv } from '../../schemas/env.ts';
import { dynamoChartRows } from '../../store/dynamo-chart-rows.ts';
import { dynamoCommitTable } from '../../store/dynamo-commit-table.ts';
import { eventStore } from '../../store/event-store.ts';
import { accessTrail } from '../access.ts';
import { dynamo } from '../dynamo.ts';
import { api } from '../http/api.ts';
import { limits } from '../http/limits.ts';
import { chartQueryEndpoints } from './chart-endpoints.ts';

const env = readEnv(ENV.pick({ EVENTS_TABLE: true, VIEWS_TABLE: true }));
const parts = {
  store: eventStore(dynamoCommitTable(dynamo, env.EVENTS_TABLE)),
  rows: dynamoChartRows(dynamo, env.VIEWS_TABLE),
  trail: accessTrail,
};

/** Everything that reads charts. */
export const handler = api(chartQueryEndpoints(parts), limits);
