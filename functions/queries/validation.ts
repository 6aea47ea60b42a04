import { S3Client } from '@aws-sdk/client-s3';
import { s3PackStore } from '../../adapters/nemsis-xml/packs/s3-pack-store.ts';
import { ENV, readEnv } from '../../schemas/env.ts';
import { dictionaryOf } from '../../schemas/nemsis/releases.ts';
import { liveRows } from '../../store/views/live-rows.ts';
import { accessTrail } from '../access.ts';
import { agencyProfile } from '../agency.ts';
import { awsClient } from '../aws-client.ts';
import { exportGate } from '../exports/gate.ts';
import { api } from '../http/api.ts';
import { limits } from '../http/limits.ts';
import { store } from '../store.ts';
import { chartCopies, known } from '../views/chart-copies.ts';
import { exportStandard } from './export-standard.ts';
import { validationEndpoints } from './validation-endpoints.ts';

const env = readEnv(ENV.pick({ EXPORTS_BUCKET: true }));
const packs = s3PackStore(awsClient(S3Client, {}), env.EXPORTS_BUCKET);

/** What charts lack for their export. A function of its own, as judging takes more than reading. */
export const handler = api(
  validationEndpoints({
    store,
    rows: liveRows(chartCopies, known),
    trail: accessTrail,
    standard: exportStandard({
      dictionaries: dictionaryOf,
      gate: exportGate({ packs, dictionaries: dictionaryOf, now: () => new Date() }),
      agency: (tenantId) => agencyProfile(store, tenantId, 'warm'),
    }),
  }),
  limits,
);
