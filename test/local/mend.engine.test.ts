import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStackResourcesCommand,
  waitUntilStackCreateComplete,
} from '@aws-sdk/client-cloudformation';
import { DescribeTimeToLiveCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetBucketEncryptionCommand, GetObjectLockConfigurationCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, startEngine } from '../../local/engine.ts';
import { CREDENTIALS, REGION } from '../../local/environment.ts';
import { mend } from '../../local/mend.ts';
import { STACK, template, writeAssembly } from './small-app.ts';

let engine: Engine;
let folder: string;
let name: Record<string, string>;
const to = () => ({ endpoint: engine.url, region: REGION, credentials: CREDENTIALS });

beforeAll(async () => {
  folder = await writeAssembly(mkdtempSync(join(tmpdir(), 'mend-')));
  engine = await startEngine();
  const client = new CloudFormationClient(to());
  await client.send(new CreateStackCommand({ StackName: STACK, TemplateBody: JSON.stringify(template) }));
  await waitUntilStackCreateComplete({ client, maxWaitTime: 30, minDelay: 1 }, { StackName: STACK });
  const { StackResources = [] } = await client.send(new DescribeStackResourcesCommand({ StackName: STACK }));
  name = Object.fromEntries(StackResources.map((each) => [each.LogicalResourceId, each.PhysicalResourceId]));
}, 120_000);
afterAll(async () => {
  await engine.stop();
  rmSync(folder, { recursive: true });
});

const preflight = async (origin: string): Promise<number> => {
  const headers = { origin, 'access-control-request-method': 'GET' };
  const answer = await fetch(`${engine.url}/_aws/execute-api/${name['Api']}/x`, {
    method: 'OPTIONS',
    headers,
  });
  return answer.status;
};

async function state() {
  const ttl = await new DynamoDBClient(to()).send(
    new DescribeTimeToLiveCommand({ TableName: name['Table'] }),
  );
  const lambda = await new LambdaClient(to()).send(
    new GetFunctionCommand({ FunctionName: name['Function'] }),
  );
  const bucket = await new S3Client(to()).send(new GetBucketEncryptionCommand({ Bucket: name['Bucket'] }));
  const lock = await new S3Client(to())
    .send(new GetObjectLockConfigurationCommand({ Bucket: name['Bucket'] }))
    .catch(({ name: refused }: Error) => ({ ObjectLockConfiguration: refused }));
  return {
    lock: lock.ObjectLockConfiguration,
    expiry: ttl.TimeToLiveDescription,
    concurrency: lambda.Concurrency?.ReservedConcurrentExecutions,
    environment: lambda.Configuration?.Environment?.Variables,
    encryption: bucket.ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault,
    preflights: [
      await preflight('https://app.example.org'),
      await preflight('https://elsewhere.example.org'),
    ],
  };
}

describe('mend', { timeout: 60_000 }, () => {
  it('sets what the engine forgot as the template has it, once and again', async () => {
    const mended = {
      lock: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 3 } },
      },
      expiry: { TimeToLiveStatus: 'ENABLED', AttributeName: 'expires_at' },
      concurrency: 3,
      environment: {
        CONNECTIONS_ENDPOINT: `${engine.url}/_aws/execute-api/${name['Api']}/live`,
        BUS_NAME: 'events',
      },
      encryption: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: name['Key'] },
      preflights: [204, 403],
    };
    expect(await state()).not.toStrictEqual(mended);
    await mend({ url: engine.url, assembly: folder });
    expect(await state()).toStrictEqual(mended);
    await mend({ url: engine.url, assembly: folder });
    expect(await state()).toStrictEqual(mended);
  });

  it('refuses a stack that was not deployed', async () => {
    await engine.stop();
    engine = await startEngine();
    await expect(mend({ url: engine.url, assembly: folder })).rejects.toThrow(STACK);
  });
});
