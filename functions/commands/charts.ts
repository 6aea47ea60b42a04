import { ENV, readEnv } from '../../schemas/env.ts';
import { s3Uploads } from '../../store/uploads.ts';
import { chartDictionary } from '../chart-dictionary.ts';
import { dynamo } from '../dynamo.ts';
import { api } from '../http/api.ts';
import { limits } from '../http/limits.ts';
import { store } from '../store.ts';
import { chartCareEndpoints } from './chart-care.ts';
import { chartElementEndpoints } from './chart-elements.ts';
import { chartFileEndpoints } from './chart-files.ts';
import { chartRecordEndpoints } from './chart-record.ts';

const env = readEnv(ENV.pick({ ATTACHMENTS_BUCKET: true, AWS_REGION: true, AWS_ENDPOINT_URL_S3: true }));
const uploads = s3Uploads(dynamo.config, {
  name: env.ATTACHMENTS_BUCKET,
  region: env.AWS_REGION,
  endpoint: env.AWS_ENDPOINT_URL_S3,
});

/** Everything that changes a chart. */
export const handler = api(
  [
    ...chartRecordEndpoints(store),
    ...chartCareEndpoints(store),
    ...chartFileEndpoints({ store, uploads }),
    ...chartElementEndpoints({ store, dictionary: chartDictionary(store) }),
  ],
  limits,
);
