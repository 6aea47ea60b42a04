import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { FUNCTION_ENTRIES } from '../../../lib/functions.ts';
import { Synthesized } from '../stage.ts';

const stage = new Synthesized();
const AlarmShape = z.object({
  AlarmName: z.string(),
  AlarmDescription: z.string(),
  MetricName: z.string(),
  Dimensions: z.array(z.object({ Name: z.string(), Value: z.unknown() })),
  AlarmActions: z.array(z.object({ Ref: z.string() })),
  OKActions: z.array(z.object({ Ref: z.string() })),
  TreatMissingData: z.literal('notBreaching'),
});
const alarms = stage
  .resources('operations', 'AWS::CloudWatch::Alarm')
  .map(({ properties }) => AlarmShape.parse(properties));

/** What is watched by a metric: the values of its one dimension. */
const watchedBy = (metric: string) =>
  alarms
    .filter(({ MetricName }) => MetricName === metric)
    .flatMap(({ Dimensions }) => Dimensions.map(({ Value }) => Value))
    .toSorted();

const Joined = z.object({
  'Fn::Join': z.tuple([z.literal(''), z.array(z.union([z.string(), z.object({ Ref: z.string() })]))]),
});

/** An ARN as it is put together at deployment, with each parameter's name in braces. */
const arnText = (value: unknown): string =>
  Joined.parse(value)
    ['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : `{${part.Ref}}`))
    .join('');

describe('the alarms', () => {
  const functions = FUNCTION_ENTRIES.map((entry) =>
    entry.replace('functions/', 'fusionems-dev-').replace('/', '-'),
  );

  test.each(['Errors', 'Throttles'])('watch the %s of every function', (metric) => {
    expect(watchedBy(metric)).toStrictEqual(functions.toSorted());
  });

  test('watch the publisher falling behind its stream', () => {
    expect(watchedBy('IteratorAge')).toStrictEqual(['fusionems-dev-events-publisher']);
  });

  test('watch the age of every queue and the depth of all dead letters', () => {
    expect(watchedBy('ApproximateAgeOfOldestMessage')).toStrictEqual([
      'fusionems-dev-archive',
      'fusionems-dev-charts',
      'fusionems-dev-exports',
      'fusionems-dev-feed',
      'fusionems-dev-pushes',
      'fusionems-dev-subjects',
      'fusionems-dev-submissions',
    ]);
    expect(watchedBy('ApproximateNumberOfMessagesVisible')).toStrictEqual([
      'fusionems-dev-archive-dead-letters',
      'fusionems-dev-charts-dead-letters',
      'fusionems-dev-exports-dead-letters',
      'fusionems-dev-feed-dead-letters',
      'fusionems-dev-publisher-dead-letters',
      'fusionems-dev-pushes-dead-letters',
      'fusionems-dev-subjects-dead-letters',
      'fusionems-dev-submissions-dead-letters',
    ]);
  });

  test('watch every queue there is', () => {
    const Named = z.object({ QueueName: z.string() });
    const queues = stage
      .everywhere('AWS::SQS::Queue')
      .map(({ properties }) => Named.parse(properties).QueueName);
    const watched = [
      ...watchedBy('ApproximateAgeOfOldestMessage'),
      ...watchedBy('ApproximateNumberOfMessagesVisible'),
    ];
    expect(watched.toSorted()).toStrictEqual(queues.toSorted());
  });

  test('watch the failed executions of every state machine there is', () => {
    const Named = z.object({ StateMachineName: z.string() });
    const machines = stage
      .everywhere('AWS::StepFunctions::StateMachine')
      .map(({ properties }) => Named.parse(properties).StateMachineName);
    expect(machines).toStrictEqual(['fusionems-dev-rebuild']);
    expect(watchedBy('ExecutionsFailed').map(arnText)).toStrictEqual(
      machines.map(
        (name) => `arn:{AWS::Partition}:states:{AWS::Region}:{AWS::AccountId}:stateMachine:${name}`,
      ),
    );
  });

  test('go to the topic, when they begin and when they end, and say what to do', () => {
    const [topic] = stage.resources('operations', 'AWS::SNS::Topic');
    for (const { AlarmActions, OKActions, AlarmDescription } of alarms) {
      expect([...AlarmActions, ...OKActions]).toStrictEqual([{ Ref: topic?.id }, { Ref: topic?.id }]);
      expect(AlarmDescription).toMatch(/: .+\.$/);
    }
  });
});

test('the topic sends to the e-mail that is configured, and may be published to by alarms of this account only', () => {
  expect(
    stage.resources('operations', 'AWS::SNS::Subscription').map(({ properties }) => properties),
  ).toStrictEqual([
    { Endpoint: 'operators@example.org', Protocol: 'email', TopicArn: { Ref: expect.any(String) } },
  ]);
  const [policy] = stage.resources('operations', 'AWS::SNS::TopicPolicy');
  expect(policy?.properties['PolicyDocument']).toMatchObject({
    Statement: [
      { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      { Effect: 'Allow', Principal: { Service: 'cloudwatch.amazonaws.com' }, Action: 'sns:Publish' },
    ],
  });
});
