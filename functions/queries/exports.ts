import { ENV, readEnv } from '../../schemas/env.ts';
import { s3Downloads } from '../../store/exports/downloads.ts';
import { dynamoExportRows } from '../../store/exports/dynamo-export-rows.ts';
import { accessTrail } from '../access.ts';
import { dynamo } from '../dynamo.ts';
import { api } from '../http/api.ts';
import { limits } from '../http/limits.ts';
import { store } from '../store.ts';
import { exportQueryEndpoints } from './export-endpoints.ts';

const env = readEnv(
  ENV.pick({ VIEWS_TABLE: true, EXPORTS_BUCKET: true, AWS_REGION: true, AWS_ENDPOINT_URL_S3: true }),
);
const downloads = s3Downloads(dynamo.config, {
  name: env.EXPORTS_BUCKET,
  region: env.AWS_REGION,
  endpoint: env.AWS_ENDPOINT_URL_S3,
});

/** Everything that reads exports. */
export const handler = api(
  exportQueryEndpoints({
    store,
    rows: dynamoExportRows(dynamo, env.VIEWS_TABLE),
    downloads,
    trail: accessTrail,
  }),
  limits,
);
