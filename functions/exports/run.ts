import { S3Client } from '@aws-sdk/client-s3';
import { s3PackStore } from '../../adapters/nemsis-xml/packs/s3-pack-store.ts';
import { ENV, readEnv } from '../../schemas/env.ts';
import { dictionaryOf } from '../../schemas/nemsis/releases.ts';
import { dynamoExportRows } from '../../store/exports/dynamo-export-rows.ts';
import { s3Artifacts } from '../../store/exports/s3-artifacts.ts';
import { agencyProfile } from '../agency.ts';
import { awsClient } from '../aws-client.ts';
import { dynamo } from '../dynamo.ts';
import { consumer } from '../events/consumer.ts';
import { store } from '../store.ts';
import { count, logger } from '../telemetry.ts';
import { exportGate } from './gate.ts';
import { runExport } from './run-export.ts';

const env = readEnv(ENV.pick({ VIEWS_TABLE: true, EXPORTS_BUCKET: true }));
const s3 = awsClient(S3Client, {});
const now = () => new Date();

/** Takes each export that the bus tells of a step further: its row, its verdict, its file. */
export const handler = consumer(
  runExport({
    store,
    rows: dynamoExportRows(dynamo, env.VIEWS_TABLE),
    gate: exportGate({ packs: s3PackStore(s3, env.EXPORTS_BUCKET), dictionaries: dictionaryOf, now }),
    artifacts: s3Artifacts(s3, env.EXPORTS_BUCKET),
    dictionaries: dictionaryOf,
    agency: (tenantId) => agencyProfile(store, tenantId),
    judged({ tenant_id, id }, { valid, counts }) {
      count(valid ? 'ExportsPassed' : 'ExportsFailed');
      logger.info('export judged', { tenant_id, id, valid, ...counts });
    },
    now,
  }),
);
