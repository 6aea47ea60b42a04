import { ENV, readEnv } from '../../schemas/env.ts';
import { dynamoChartRows } from '../../store/dynamo-chart-rows.ts';
import { accessTrail } from '../access.ts';
import { dynamo } from '../dynamo.ts';
import { api } from '../http/api.ts';
import { limits } from '../http/limits.ts';
import { keys } from '../keys.ts';
import { store } from '../store.ts';
import { chartQueryEndpoints } from './chart-endpoints.ts';

const env = readEnv(ENV.pick({ VIEWS_TABLE: true }));
const parts = {
  store,
  rows: dynamoChartRows(dynamo, env.VIEWS_TABLE, keys),
  trail: accessTrail,
};

/** Everything that reads charts. */
export const handler = api(chartQueryEndpoints(parts), limits);
