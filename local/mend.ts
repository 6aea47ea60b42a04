import { ApiGatewayV2Client, UpdateApiCommand } from '@aws-sdk/client-apigatewayv2';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as lambda from '@aws-sdk/client-lambda';
import * as s3 from '@aws-sdk/client-s3';
import * as sqs from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { CREDENTIALS, REGION } from './environment.ts';
import { type Resource, readResources } from './resources.ts';

/*
 * Everything in which the engine (MiniStack 1.5.33) differs from AWS in a way that this app meets, and nowhere else.
 *
 * Mended after each deploy, since its CloudFormation accepts these properties and forgets them: MENDS, below.
 *
 * Left out, since nothing on the engine would act on it:
 * - the stack `guardrails`: it holds resource types that the engine refuses, and one refused type fails its whole stack;
 * - deletion protection, keys of tables and queues: the engine deletes protected tables and encrypts nothing at rest;
 * - point-in-time recovery: a restore copies the present, whatever time it is asked for;
 * - lifecycle of buckets: it ages no object;
 * - throttling of routes: it is not enforced even when set through the API; the app's own limit per tenant is;
 * - alarms: no metric of a log line or a queue ever appears, so an alarm on one never fires;
 * - DLQ and retry policy of a rule's target: a target that failed is not tried again;
 * - options of the stream's mapping (bisecting, parallel batches, attempts): it is asked again until it succeeds, so
 *   the publisher never relies on them;
 * - access logs of the APIs, traces, and the log lines of a function that its WebSocket gateway calls: the settings are
 *   kept, nothing is ever written.
 *
 * How the engine is started so that it behaves as AWS (addresses in queue URLs, a failing claims trigger) is in
 * `environment.ts`, and what is skipped in a synthesis for it in `synthesize.ts`.
 */

/** Tells whether a stack exists on AWS only. */
export const isLeftOut = (stackName: string): boolean => stackName.endsWith('-guardrails');

/**
 * Turns an address that the app made for AWS, or that was made on an engine's other port, into the one that works
 * here: the engine serves all APIs below one path of its own address, for names of APIs do not resolve everywhere.
 * ```
 * https://{api}.execute-api.{region}.amazonaws.com/{stage} ─► http://127.0.0.1:4566/_aws/execute-api/{api}/{stage}
 * wss://{api}.execute-api.{region}.amazonaws.com/{stage}   ─► ws://127.0.0.1:4566/_aws/execute-api/{api}/{stage}
 * http://127.0.0.1:{other}/000000000000/{queue}            ─► http://127.0.0.1:4566/000000000000/{queue}
 * ```
 * Any other value stays as it is.
 */
export function localUrl(value: string, engine: string): string {
  const { host } = new URL(engine);
  return value
    .replace(/^(http|ws)s?:\/\/([a-z0-9]+)\.execute-api\.[^/]+(.*)$/, `$1://${host}/_aws/execute-api/$2$3`)
    .replace(/^(http|ws):\/\/(?:localhost|[\d.]+):\d+(\/(?:\d{12}|_aws)\/.*)$/, `$1://${host}$2`);
}

/** A record of texts, such as outputs or a function's environment, with each address as it works on the engine. */
export const atEngine = (values: Readonly<Record<string, string>>, engine: string): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, localUrl(value, engine)]));

/** Repairs one property of one resource; answers what it set, or undefined when nothing was amiss. */
type Repair = (resource: Resource, url: string) => Promise<string | undefined>;

const at = (endpoint: string) => ({ endpoint, region: REGION, credentials: CREDENTIALS });

const ttlSchema = z.object({ AttributeName: z.string(), Enabled: z.boolean() });

const timeToLive: Repair = async ({ name, properties }, url) => {
  const client = new dynamodb.DynamoDBClient(at(url));
  const wanted = ttlSchema.parse(properties['TimeToLiveSpecification']);
  const { TimeToLiveDescription } = await client.send(
    new dynamodb.DescribeTimeToLiveCommand({ TableName: name }),
  );
  if (TimeToLiveDescription?.TimeToLiveStatus === 'ENABLED') return undefined;
  await client.send(
    new dynamodb.UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification: wanted }),
  );
  return `expiry by ${wanted.AttributeName} of table ${name}`;
};

const corsSchema = z.object({
  AllowCredentials: z.boolean().optional(),
  AllowHeaders: z.array(z.string()).optional(),
  AllowMethods: z.array(z.string()).optional(),
  AllowOrigins: z.array(z.string()).optional(),
  ExposeHeaders: z.array(z.string()).optional(),
  MaxAge: z.number().optional(),
});

const cors: Repair = async ({ name, properties }, url) => {
  const CorsConfiguration = corsSchema.parse(properties['CorsConfiguration']);
  await new ApiGatewayV2Client(at(url)).send(new UpdateApiCommand({ ApiId: name, CorsConfiguration }));
  return `CORS of API ${name}`;
};

const concurrency: Repair = async ({ name, properties }, url) => {
  const ReservedConcurrentExecutions = z.number().parse(properties['ReservedConcurrentExecutions']);
  const settings = { FunctionName: name, ReservedConcurrentExecutions };
  await new lambda.LambdaClient(at(url)).send(new lambda.PutFunctionConcurrencyCommand(settings));
  return `reserved concurrency of ${name}`;
};

const addresses: Repair = async ({ name }, url) => {
  const client = new lambda.LambdaClient(at(url));
  const { Environment } = await client.send(
    new lambda.GetFunctionConfigurationCommand({ FunctionName: name }),
  );
  const before = Environment?.Variables ?? {};
  const Variables = atEngine(before, url);
  if (Object.keys(Variables).every((key) => Variables[key] === before[key])) return undefined;
  await client.send(
    new lambda.UpdateFunctionConfigurationCommand({ FunctionName: name, Environment: { Variables } }),
  );
  return `addresses in the environment of ${name}`;
};

const encryptionSchema = z.object({
  ServerSideEncryptionConfiguration: z.array(
    z.object({
      BucketKeyEnabled: z.boolean().optional(),
      ServerSideEncryptionByDefault: z.object({
        SSEAlgorithm: z.enum(s3.ServerSideEncryption),
        KMSMasterKeyID: z.unknown().optional(),
      }),
    }),
  ),
});

const encryption: Repair = async ({ name, properties, physical }, url) => {
  const wanted = encryptionSchema.parse(properties['BucketEncryption']).ServerSideEncryptionConfiguration;
  const Rules = wanted.map(
    ({ BucketKeyEnabled, ServerSideEncryptionByDefault: { SSEAlgorithm, KMSMasterKeyID } }) => ({
      ...(BucketKeyEnabled !== undefined && { BucketKeyEnabled }),
      ApplyServerSideEncryptionByDefault: {
        SSEAlgorithm,
        ...(KMSMasterKeyID !== undefined && { KMSMasterKeyID: physical(KMSMasterKeyID) }),
      },
    }),
  );
  const settings = { Bucket: name, ServerSideEncryptionConfiguration: { Rules } };
  await new s3.S3Client(at(url)).send(new s3.PutBucketEncryptionCommand(settings));
  return `encryption of bucket ${name}`;
};

const policySchema = z.looseObject({
  Statement: z.array(z.looseObject({ Condition: z.unknown().optional() })),
});

/** What AWS knows of every request and the engine does not: plain http, and conditional writes. */
const UNKNOWN = ['aws:SecureTransport', 's3:if-none-match'];

/** A policy without the statements that refuse for what the engine does not know; undefined when it has none. */
const openToHttp = (policy: string): string | undefined => {
  const { Statement, ...rest } = policySchema.parse(JSON.parse(policy));
  const kept = Statement.filter(
    ({ Condition }) => !UNKNOWN.some((key) => JSON.stringify(Condition ?? {}).includes(key)),
  );
  return kept.length === Statement.length ? undefined : JSON.stringify({ ...rest, Statement: kept });
};

const lockSchema = z.object({
  ObjectLockEnabled: z.literal('Enabled').default('Enabled'),
  Rule: z.object({
    DefaultRetention: z.object({ Mode: z.enum(s3.ObjectLockRetentionMode), Days: z.number() }),
  }),
});

const objectLock: Repair = async ({ name, properties }, url) => {
  const ObjectLockConfiguration = lockSchema.parse(properties['ObjectLockConfiguration']);
  const settings = { Bucket: name, ObjectLockConfiguration };
  await new s3.S3Client(at(url)).send(new s3.PutObjectLockConfigurationCommand(settings));
  return `object lock of bucket ${name}`;
};

const queueOverHttp: Repair = async ({ properties, physical }, url) => {
  const client = new sqs.SQSClient(at(url));
  const QueueUrl = localUrl(physical(z.array(z.unknown()).parse(properties['Queues'])[0]), url);
  const { Attributes } = await client.send(
    new sqs.GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['Policy'] }),
  );
  const Policy = openToHttp(Attributes?.['Policy'] ?? '{"Statement":[]}');
  if (Policy === undefined) return undefined;
  await client.send(new sqs.SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
  return `plain http to queue ${QueueUrl.split('/').at(-1)}`;
};

const bucketOverHttp: Repair = async ({ properties, physical }, url) => {
  const client = new s3.S3Client(at(url));
  const Bucket = physical(properties['Bucket']);
  const before = await client.send(new s3.GetBucketPolicyCommand({ Bucket }));
  const Policy = openToHttp(before.Policy ?? '{"Statement":[]}');
  if (Policy === undefined) return undefined;
  await client.send(new s3.PutBucketPolicyCommand({ Bucket, Policy }));
  return `plain http to bucket ${Bucket}`;
};

/** What is mended, and why its absence would be felt. */
const MENDS: readonly { readonly types: RegExp; readonly property: string; readonly repair: Repair }[] = [
  // Nothing would ever expire: tickets, connections and rate windows would stay.
  { types: /^AWS::DynamoDB::(Global)?Table$/, property: 'TimeToLiveSpecification', repair: timeToLive },
  // A browser's preflight would be answered 403 "CORS origin denied" for every origin.
  { types: /^AWS::ApiGatewayV2::Api$/, property: 'CorsConfiguration', repair: cors },
  // A function would run without limit, on a machine of a few cores.
  { types: /^AWS::Lambda::Function$/, property: 'ReservedConcurrentExecutions', repair: concurrency },
  // Addresses of APIs that the stacks write into a function's environment lead to AWS, or to no host at all.
  { types: /^AWS::Lambda::Function$/, property: 'Environment', repair: addresses },
  // Objects would be stored, and answered for, with another kind of encryption than on AWS.
  { types: /^AWS::S3::Bucket$/, property: 'BucketEncryption', repair: encryption },
  // Objects that nobody can delete on AWS could be deleted, and a test of that would prove nothing.
  { types: /^AWS::S3::Bucket$/, property: 'ObjectLockConfiguration', repair: objectLock },
  // The engine speaks plain http and does not tell a policy that a write is conditional; where it enforces policies, these refuse every call, the root caller's too.
  { types: /^AWS::SQS::QueuePolicy$/, property: 'PolicyDocument', repair: queueOverHttp },
  { types: /^AWS::S3::BucketPolicy$/, property: 'PolicyDocument', repair: bucketOverHttp },
];

/**
 * Repairs what the engine forgot in a deployment, so that the app behaves as its templates say. It reads what to set
 * from the templates; run again, it changes nothing more. After a start on another port it leads addresses there.
 * @param assembly the folder of the templates that were deployed
 * @returns a line for each repair that was made
 * @throws as readResources does, when the assembly is not what was deployed
 */
export async function mend({ url, assembly }: { url: string; assembly: string }): Promise<readonly string[]> {
  const resources = await readResources(new CloudFormationClient(at(url)), assembly, isLeftOut);
  const repairs = MENDS.flatMap(({ types, property, repair }) =>
    resources
      .filter(({ type, properties }) => types.test(type) && properties[property] !== undefined)
      .map((resource) => repair(resource, url)),
  );
  return (await Promise.all(repairs)).filter((line) => line !== undefined);
}
