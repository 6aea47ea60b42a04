import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Name of the one stack of the small app. */
export const STACK = 'small-app-data';

const code = 'exports.handler = async () => ({ statusCode: 200, body: JSON.stringify(process.env) });';

const role = {
  AssumeRolePolicyDocument: {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
    ],
  },
};

/** One resource for each property that the engine forgets, as the CDK would write it. */
export const template = {
  Resources: {
    Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Version: '2012-10-17', Statement: [] } } },
    Table: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        BillingMode: 'PAY_PER_REQUEST',
        TimeToLiveSpecification: { AttributeName: 'expires_at', Enabled: true },
      },
    },
    Bucket: {
      Type: 'AWS::S3::Bucket',
      Properties: {
        VersioningConfiguration: { Status: 'Enabled' },
        ObjectLockEnabled: true,
        ObjectLockConfiguration: {
          ObjectLockEnabled: 'Enabled',
          Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 3 } },
        },
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            {
              ServerSideEncryptionByDefault: {
                SSEAlgorithm: 'aws:kms',
                KMSMasterKeyID: { 'Fn::GetAtt': ['Key', 'Arn'] },
              },
            },
          ],
        },
      },
    },
    Api: {
      Type: 'AWS::ApiGatewayV2::Api',
      Properties: {
        Name: 'small',
        ProtocolType: 'HTTP',
        CorsConfiguration: {
          AllowOrigins: ['https://app.example.org'],
          AllowMethods: ['GET'],
          AllowHeaders: ['x-a'],
        },
      },
    },
    Stage: {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: { ApiId: { Ref: 'Api' }, StageName: '$default', AutoDeploy: true },
    },
    Role: { Type: 'AWS::IAM::Role', Properties: role },
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
        Code: { ZipFile: code },
        ReservedConcurrentExecutions: 3,
        Environment: {
          Variables: {
            CONNECTIONS_ENDPOINT: {
              'Fn::Join': ['', ['https://', { Ref: 'Api' }, '.execute-api.us-east-1.amazonaws.com/live']],
            },
            BUS_NAME: 'events',
          },
        },
      },
    },
  },
};

/** Writes the cloud assembly that a CDK app of this one stack would, with a guardrails stack that is never deployed. */
export async function writeAssembly(folder: string): Promise<string> {
  const stack = (name: string) => [
    name,
    { type: 'aws:cloudformation:stack', properties: { templateFile: `${name}.template.json` } },
  ];
  const guardrails = 'small-app-guardrails';
  const artifacts = { ...Object.fromEntries([stack(STACK), stack(guardrails)]), Tree: { type: 'cdk:tree' } };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'manifest.json'), JSON.stringify({ version: '54.0.0', artifacts }));
  await writeFile(join(folder, `${STACK}.template.json`), JSON.stringify(template));
  await writeFile(join(folder, `${guardrails}.template.json`), '{}');
  return folder;
}
