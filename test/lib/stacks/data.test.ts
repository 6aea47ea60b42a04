import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { ChartSummary } from '../../../schemas/chart/view.ts';
import { Synthesized } from '../stage.ts';

const stage = new Synthesized({ allowedOrigins: 'https://app.example.org' });
const only = (type: string) => {
  const [resource] = stage.resources('data', type);
  return z.record(z.string(), z.unknown()).parse(resource?.properties);
};

const Key = z.object({ AttributeName: z.string(), KeyType: z.string() });
const TableShape = z.object({
  KeySchema: z.array(Key),
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.string() })),
  StreamSpecification: z.unknown().optional(),
  TimeToLiveSpecification: z.unknown().optional(),
  GlobalSecondaryIndexes: z
    .array(
      z.object({
        IndexName: z.string(),
        KeySchema: z.array(Key),
        Projection: z.object({
          ProjectionType: z.enum(['ALL', 'INCLUDE']),
          NonKeyAttributes: z.array(z.string()).default([]),
        }),
      }),
    )
    .default([]),
});

const tableOf = (id: string) => {
  const found = stage.resources('data', 'AWS::DynamoDB::Table').find((table) => table.id.startsWith(id));
  return { guarded: found?.properties, ...TableShape.parse(found?.properties) };
};
const keyOf = (schema: z.infer<typeof Key>[]) => schema.map(({ AttributeName }) => AttributeName);

describe('the tables', () => {
  test.each(['Events', 'Views', 'Keys', 'Access', 'Feed', 'Ephemeral'])(
    '%s is on demand, encrypted, recoverable and guarded',
    (id) => {
      expect(tableOf(id).guarded).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { KMSMasterKeyId: expect.anything(), SSEEnabled: true, SSEType: 'KMS' },
      });
      expect(keyOf(tableOf(id).KeySchema)).toStrictEqual(['pk', 'sk']);
    },
  );

  test('Events is sorted by version, a number, and streams each commit as it was written', () => {
    const { AttributeDefinitions, StreamSpecification } = tableOf('Events');
    expect(AttributeDefinitions).toStrictEqual([
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'N' },
    ]);
    expect(StreamSpecification).toStrictEqual({ StreamViewType: 'NEW_IMAGE' });
  });

  test('Views is listed by date, status and incident, each index carrying what a list shows', () => {
    const { GlobalSecondaryIndexes } = tableOf('Views');
    const summary = Object.keys(ChartSummary.shape).toSorted();
    expect(
      GlobalSecondaryIndexes.map(({ IndexName, KeySchema, Projection }) => ({
        IndexName,
        key: keyOf(KeySchema),
        projection: Projection.ProjectionType,
        carries: Projection.NonKeyAttributes.toSorted(),
      })),
    ).toStrictEqual([
      { IndexName: 'by_date', key: ['date_pk', 'date_sk'], projection: 'INCLUDE', carries: summary },
      { IndexName: 'by_status', key: ['status_pk', 'date_sk'], projection: 'INCLUDE', carries: summary },
      { IndexName: 'by_incident', key: ['incident_pk', 'date_sk'], projection: 'INCLUDE', carries: summary },
    ]);
  });

  test('Access is found by subject and by actor, whole, and forgets nothing', () => {
    const { GlobalSecondaryIndexes, TimeToLiveSpecification } = tableOf('Access');
    expect(TimeToLiveSpecification).toBe(undefined);
    expect(
      GlobalSecondaryIndexes.map(({ IndexName, KeySchema, Projection }) => [
        IndexName,
        keyOf(KeySchema),
        Projection.ProjectionType,
      ]),
    ).toStrictEqual([['by_actor', ['actor_pk', 'actor_sk'], 'ALL']]);
  });

  test('Ephemeral forgets by itself', () => {
    expect(tableOf('Ephemeral').TimeToLiveSpecification).toStrictEqual({
      AttributeName: 'expires_at',
      Enabled: true,
    });
  });
});

describe('the bucket of attachments', () => {
  const [bucket] = stage
    .resources('data', 'AWS::S3::Bucket')
    .filter(({ id }) => id.startsWith('Attachments'));

  test('is private, versioned, encrypted, logged, and forgets aborted uploads', () => {
    expect(bucket?.properties).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      VersioningConfiguration: { Status: 'Enabled' },
      LoggingConfiguration: { LogFilePrefix: 'attachments/' },
      LifecycleConfiguration: {
        Rules: [{ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 }, Status: 'Enabled' }],
      },
    });
  });

  test('takes uploads from the configured frontends', () => {
    expect(bucket?.properties['CorsConfiguration']).toMatchObject({
      CorsRules: [{ AllowedOrigins: ['https://app.example.org'], AllowedMethods: ['GET', 'PUT'] }],
    });
  });
});

describe('the log', () => {
  const ofLog = (type: string, context = {}) =>
    (Object.keys(context).length === 0 ? stage : new Synthesized(context))
      .resources('data', type)
      .filter(({ id }) => id.startsWith('Log'))
      .map(({ properties }) => properties);

  test('lies in a bucket that is private, versioned, encrypted, and locked for ten years for everybody', () => {
    expect(ofLog('AWS::S3::Bucket')).toMatchObject([
      {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            { BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } },
          ],
        },
        ObjectLockEnabled: true,
        ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 3653 } } },
        PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
        VersioningConfiguration: { Status: 'Enabled' },
      },
    ]);
  });

  test('of a throw-away stage has a way out', () => {
    expect(ofLog('AWS::S3::Bucket', { removal: 'destroy', logRetentionDays: '7' })).toMatchObject([
      { ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 7 } } } },
    ]);
  });

  test('is neither deleted nor written over, by anybody', () => {
    const [policy] = ofLog('AWS::S3::BucketPolicy');
    expect(policy?.['PolicyDocument']).toMatchObject({
      Statement: expect.arrayContaining([
        expect.objectContaining({
          Sid: 'NothingIsDeleted',
          Effect: 'Deny',
          Principal: { AWS: '*' },
          Action: ['s3:DeleteObject', 's3:DeleteObjectVersion'],
        }),
        expect.objectContaining({
          Sid: 'NothingIsOverwritten',
          Effect: 'Deny',
          Principal: { AWS: '*' },
          Action: 's3:PutObject',
          Condition: {
            Null: { 's3:if-none-match': 'true' },
            Bool: { 's3:ObjectCreationOperation': 'true' },
          },
        }),
      ]),
    });
  });

  test('is signed with a key of Ed25519, under the name of the stage or the one configured', () => {
    expect(ofLog('AWS::KMS::Key')).toMatchObject([
      { KeySpec: 'ECC_NIST_EDWARDS25519', KeyUsage: 'SIGN_VERIFY' },
    ]);
    const namesIn = (each: Synthesized) =>
      each
        .everywhere('AWS::Lambda::Function')
        .map(({ properties }) => JSON.stringify(properties).match(/"LOG_NAME":"([^"]*)"/)?.[1])
        .filter((name) => name !== undefined);
    expect(new Set(namesIn(stage))).toStrictEqual(new Set(['fusionems-dev']));
    expect(new Set(namesIn(new Synthesized({ logName: 'log.example.org' })))).toStrictEqual(
      new Set(['log.example.org']),
    );
  });
});

describe('the users', () => {
  test('sign in through the server only, for 30 minutes at a time', () => {
    expect(only('AWS::Cognito::UserPoolClient')).toMatchObject({
      ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      AccessTokenValidity: 30,
      TokenValidityUnits: { AccessToken: 'minutes' },
      PreventUserExistenceErrors: 'ENABLED',
      EnableTokenRevocation: true,
      GenerateSecret: false,
    });
  });

  test('cannot write their own tenant, role or e-mail with an access token', () => {
    expect(only('AWS::Cognito::UserPoolClient')['WriteAttributes']).toStrictEqual(['name']);
  });

  test('are made by an admin, get their claims from the trigger, and keep their tenant', () => {
    expect(only('AWS::Cognito::UserPool')).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      UsernameAttributes: ['email'],
      LambdaConfig: { PreTokenGenerationConfig: { LambdaVersion: 'V2_0' } },
      DeletionProtection: 'ACTIVE',
      Schema: [
        { Name: 'tenant_id', Mutable: false },
        { Name: 'role', Mutable: true },
      ],
    });
  });
});

describe('the key', () => {
  test('turns, and admits services for this account or for the log groups of this stage', () => {
    const key = only('AWS::KMS::Key');
    expect(key['EnableKeyRotation']).toBe(true);
    const Policy = z.object({
      Statement: z.array(
        z.object({ Principal: z.record(z.string(), z.unknown()), Condition: z.unknown().optional() }),
      ),
    });
    const ofServices = Policy.parse(key['KeyPolicy']).Statement.filter(
      ({ Principal }) => 'Service' in Principal,
    );
    const account = { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } };
    expect(ofServices.map(({ Condition }) => Condition)).toStrictEqual([
      { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': [expect.anything(), expect.anything()] } },
      account,
      account,
    ]);
  });
});
