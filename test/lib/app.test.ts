import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { PARTS, type Part, Synthesized, stageOf } from './stage.ts';

/** What the local engine refuses before it creates anything, so that one of them in a stack fails the stack. */
const REFUSED = [
  /^AWS::Events::(Archive|Connection|ApiDestination|EventBusPolicy)$/,
  /^AWS::EventSchemas::/,
  /^AWS::CloudWatch::(CompositeAlarm|AnomalyDetector)$/,
  /^AWS::Logs::(QueryDefinition|Delivery.*)$/,
  /^AWS::ApiGatewayV2::(RouteResponse|VpcLink|Deployment)$/,
  /^AWS::Lambda::CodeSigningConfig$/,
  /^AWS::ApplicationAutoScaling::/,
  /^AWS::KMS::ReplicaKey$/,
  /^AWS::SecretsManager::(RotationSchedule|ResourcePolicy)$/,
  /^AWS::Cognito::(UserPoolRiskConfigurationAttachment|LogDeliveryConfiguration|ManagedLoginBranding)$/,
  /^AWS::Cognito::(UserPoolIdentityProvider|UserPoolUser)$/,
  /^AWS::WAFv2::(WebACLAssociation|LoggingConfiguration|IPSet)$/,
  /^AWS::CloudTrail::/,
  /^AWS::Backup::BackupSelection$/,
  /^AWS::EC2::(NatGateway|EIP|FlowLog|SecurityGroupIngress|SecurityGroupEgress|NetworkAcl.*)$/,
  /^AWS::(GuardDuty|Config|SecurityHub|AccessAnalyzer|Budgets|CE|Chatbot|Synthetics|RUM|CodePipeline)::/,
  /^AWS::SES::(ReceiptRule|Template)$/,
  /^AWS::Athena::NamedQuery$/,
  /^AWS::Glue::SecurityConfiguration$/,
  /^AWS::StepFunctions::(StateMachineAlias|StateMachineVersion|Activity)$/,
  /^AWS::IAM::(Group|RolePolicy|OIDCProvider|ServiceLinkedRole)$/,
  /^AWS::(SNS::TopicInlinePolicy|SQS::QueueInlinePolicy)$/,
  /^AWS::(XRay|ResourceGroups|VerifiedPermissions)::/,
  /^AWS::SSM::Document$/,
  /^AWS::Route53::HealthCheck$/,
  /^AWS::Bedrock::Guardrail$/,
  /^AWS::CloudFront::(PublicKey|KeyGroup)$/,
  // Custom resources need helpers of the CDK's own, which the engine runs only in part.
  /^(Custom::|AWS::CloudFormation::CustomResource)/,
];

/** The outputs of each stack, which `bin/ems` and `local/` go by. */
const OUTPUTS: Record<Part, readonly string[]> = {
  data: [
    'AccessTable',
    'ArchiveBucket',
    'AttachmentsBucket',
    'EphemeralTable',
    'EventsStreamArn',
    'EventsTable',
    'ExportsBucket',
    'FeedTable',
    'KeysTable',
    'LogBucket',
    'LogKey',
    'LogName',
    'MasterKey',
    'UserPoolClientId',
    'UserPoolId',
    'ViewsTable',
  ],
  core: [
    'ArchiveDeadLetterQueueUrl',
    'ArchiveQueueUrl',
    'BusName',
    'ChartsDeadLetterQueueUrl',
    'ChartsQueueUrl',
    'ExportsDeadLetterQueueUrl',
    'ExportsQueueUrl',
    'FeedDeadLetterQueueUrl',
    'FeedQueueUrl',
    'PublisherDeadLetterQueueUrl',
    'PushesDeadLetterQueueUrl',
    'PushesQueueUrl',
    'RebuildMachineArn',
    'SubjectsDeadLetterQueueUrl',
    'SubjectsQueueUrl',
    'SubmissionsDeadLetterQueueUrl',
    'SubmissionsQueueUrl',
  ],
  api: ['ApiId', 'ApiUrl', 'ConnectionsEndpoint', 'WebSocketId', 'WebSocketStage', 'WebSocketUrl'],
  operations: [],
  guardrails: [],
};

afterEach(() => vi.unstubAllEnvs());

const refusedIn = (stage: Synthesized, part: Part): string[] =>
  stage
    .resources(part)
    .map(({ type }) => type)
    .filter((type) => REFUSED.some((pattern) => pattern.test(type)));

describe('the stacks of a stage', () => {
  const stage = new Synthesized({ stage: 'demo' });

  test('are named after the stage', () => {
    expect(
      stage.app
        .synth()
        .stacks.map(({ stackName }) => stackName)
        .toSorted(),
    ).toStrictEqual(PARTS.map((part) => `fusionems-demo-${part}`).toSorted());
  });

  test.each(PARTS)('tag all of %s with application, stage and stack', (part) => {
    expect(stage.app.synth().getStackByName(`fusionems-demo-${part}`).tags).toStrictEqual({
      application: 'fusionems',
      stage: 'demo',
      stack: part,
    });
  });

  test('are guarded against deletion where they hold what cannot be made again', () => {
    const guarded = stage.app.synth().stacks.filter(({ terminationProtection }) => terminationProtection);
    expect(guarded.map(({ stackName }) => stackName).toSorted()).toStrictEqual([
      'fusionems-demo-data',
      'fusionems-demo-guardrails',
    ]);
  });

  test.each(PARTS)('publish the outputs of %s', (part) => {
    expect(stage.outputs(part).toSorted()).toStrictEqual(OUTPUTS[part]);
  });

  test.each(['data', 'core', 'api', 'operations'] as const)(
    'hold nothing in %s that only AWS has',
    (part) => {
      expect(refusedIn(stage, part)).toStrictEqual([]);
    },
  );

  test('keep what only AWS has in guardrails', () => {
    expect([...new Set(refusedIn(stage, 'guardrails'))].toSorted()).toStrictEqual([
      'AWS::Backup::BackupSelection',
      'AWS::Budgets::Budget',
      'AWS::CloudTrail::Trail',
      'AWS::CloudWatch::CompositeAlarm',
      'AWS::Events::Archive',
      'AWS::WAFv2::LoggingConfiguration',
      'AWS::WAFv2::WebACLAssociation',
    ]);
  });

  test('ask nothing of an account, so that synthesis needs no cdk.context.json', () => {
    expect(stage.app.synth().manifest.missing).toBeUndefined();
  });
});

test('a throw-away stage keeps nothing and guards nothing', () => {
  const { stacks } = stageOf({ removal: 'destroy' });
  expect(PARTS.map((part) => stacks[part].terminationProtection)).toStrictEqual(PARTS.map(() => false));
});

// Seconds of pure computation, and many of them on a busy machine.
test("all templates, guardrails' too, pass CDK's own validation, which throws on what it finds", () => {
  vi.stubEnv('CDK_VALIDATION', 'true');
  const { app } = stageOf();
  expect(app.node.tryGetContext('@aws-cdk/core:validateAgainstDefaultRules')).toBe(true);
  const report = join(app.synth().directory, 'validation-report.json');
  expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ pluginReports: [] });
}, 120_000);
