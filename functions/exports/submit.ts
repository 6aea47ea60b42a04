import { randomUUID } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { soapStateService } from '../../adapters/nemsis-soap/soap-state-service.ts';
import { s3PackStore } from '../../adapters/nemsis-xml/packs/s3-pack-store.ts';
import { cachedStateCredentials } from '../../adapters/state-credentials/cached-state-credentials.ts';
import { secretsStateCredentials } from '../../adapters/state-credentials/secrets-state-credentials.ts';
import { ENV, readEnv } from '../../schemas/env.ts';
import { dictionaryOf } from '../../schemas/nemsis/releases.ts';
import { dynamoExportRows } from '../../store/exports/dynamo-export-rows.ts';
import { dynamoStateCopies } from '../../store/exports/dynamo-state-copies.ts';
import { s3Artifacts } from '../../store/exports/s3-artifacts.ts';
import { agencyProfile } from '../agency.ts';
import { awsClient } from '../aws-client.ts';
import { dynamo } from '../dynamo.ts';
import { consumer } from '../events/consumer.ts';
import { sqsLater } from '../events/later.ts';
import { reachBy } from '../reach.ts';
import { store } from '../store.ts';
import { count, logger } from '../telemetry.ts';
import { exportGate } from './gate.ts';
import { submitExport } from './submit-export.ts';

const env = readEnv(
  ENV.pick({
    VIEWS_TABLE: true,
    EXPORTS_BUCKET: true,
    STATE_ACCOUNTS: true,
    OWN_QUEUE_URL: true,
    AWS_ENDPOINT_URL: true,
  }),
);
const s3 = awsClient(S3Client, {});
const reach = reachBy(env.AWS_ENDPOINT_URL);
const now = () => new Date();
const secrets = secretsStateCredentials(awsClient(SecretsManagerClient, {}), { prefix: env.STATE_ACCOUNTS });

/** Submits the exports that the bus tells of, where their agencies have an account at their states. */
export const handler = consumer(
  submitExport({
    store,
    artifacts: s3Artifacts(s3, env.EXPORTS_BUCKET),
    rows: dynamoExportRows(dynamo, env.VIEWS_TABLE),
    dictionaries: dictionaryOf,
    gate: exportGate({ packs: s3PackStore(s3, env.EXPORTS_BUCKET), dictionaries: dictionaryOf, now }),
    credentials: cachedStateCredentials(secrets, Date.now),
    copies: dynamoStateCopies(dynamo, env.VIEWS_TABLE),
    later: sqsLater(awsClient(SQSClient, {}), env.OWN_QUEUE_URL),
    agency: (tenantId) => agencyProfile(store, tenantId),
    service: (endpoint, account) => soapStateService({ endpoint, account, reach }),
    settled({ tenant_id, id }, { state, turn }) {
      count('SubmissionsSettled');
      logger.info('submission settled', { tenant_id, id, state, turn });
    },
    now,
    jitter: Math.random,
    newId: randomUUID,
  }),
);
