import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import type { ScheduledEvent } from 'aws-lambda';
import { ENV, readEnv } from '../../schemas/env.ts';
import { fedTenants } from '../../store/feed/fed-tenants.ts';
import { awsClient } from '../aws-client.ts';
import { dynamo } from '../dynamo.ts';
import { logs } from '../log.ts';
import { count, logger, observed } from '../telemetry.ts';
import { sqsFollowers } from './followers.ts';
import { type SigningParts, signLogs } from './sign-logs.ts';

const env = readEnv(ENV.pick({ FEED_TABLE: true, ARCHIVE_QUEUE_URL: true }));
const archive = sqsFollowers(awsClient(SQSClient, {}), env.ARCHIVE_QUEUE_URL);

const told: Pick<SigningParts, 'signed' | 'broken'> = {
  signed(tenant_id, size) {
    count('LogsSigned');
    logger.info('log signed', { tenant_id, size });
  },
  broken(tenant_id, { path, message }) {
    count('LogsBroken');
    logger.error('log broken', { tenant_id, path, reason: message });
  },
};

/** The archive is told of every tenant once a day, should it have been told in vain before. */
async function* tenants(): AsyncGenerator<string> {
  for await (const tenant_id of fedTenants(dynamo, env.FEED_TABLE)) {
    await archive.tell({ tenant_id });
    yield tenant_id;
  }
}

/** Once a day: takes what is new in every tenant's feed into its log, and signs it. */
export const handler = middy<ScheduledEvent, void>()
  .use(observed())
  .handler(() => signLogs({ logs, tenants: tenants(), ...told }));
