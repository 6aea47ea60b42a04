import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { PARTS, Synthesized } from '../stage.ts';

const stage = new Synthesized();
const queues = stage.everywhere('AWS::SQS::Queue').map(({ id, properties }) => ({ id, ...properties }));
const nameOf = (queue: object) => z.object({ QueueName: z.string() }).parse(queue).QueueName;
const Redriven = z.object({
  RedrivePolicy: z.object({
    deadLetterTargetArn: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) }),
    maxReceiveCount: z.number(),
  }),
  VisibilityTimeout: z.number(),
});

describe('every queue', () => {
  test('is a consumer with dead letters, or the dead letters of one, or of the publisher', () => {
    expect(queues.map(nameOf).toSorted()).toStrictEqual([
      'fusionems-dev-archive',
      'fusionems-dev-archive-dead-letters',
      'fusionems-dev-charts',
      'fusionems-dev-charts-dead-letters',
      'fusionems-dev-exports',
      'fusionems-dev-exports-dead-letters',
      'fusionems-dev-feed',
      'fusionems-dev-feed-dead-letters',
      'fusionems-dev-publisher-dead-letters',
      'fusionems-dev-pushes',
      'fusionems-dev-pushes-dead-letters',
      'fusionems-dev-subjects',
      'fusionems-dev-subjects-dead-letters',
      'fusionems-dev-submissions',
      'fusionems-dev-submissions-dead-letters',
    ]);
  });

  test.each([
    ['archive', 5 * 60 + 6 * 60],
    ['charts', 60],
    ['exports', 6 * 60],
    ['feed', 60],
    ['pushes', 60],
    ['subjects', 60],
    ['submissions', 6 * 5 * 60],
  ])('%s gives up after five receives, into its own dead letters', (name, hidden) => {
    const queue = queues.find((each) => nameOf(each) === `fusionems-dev-${name}`);
    const { RedrivePolicy, VisibilityTimeout } = Redriven.parse(queue);
    const target = queues.find(({ id }) => id === RedrivePolicy.deadLetterTargetArn['Fn::GetAtt'][0]);
    expect(nameOf(z.object({}).loose().parse(target))).toBe(`fusionems-dev-${name}-dead-letters`);
    expect(RedrivePolicy.maxReceiveCount).toBe(5);
    expect(VisibilityTimeout).toBe(hidden);
  });

  test('of dead letters keeps them for 14 days and takes them from its own queue only', () => {
    const deadLetters = queues.filter((queue) => nameOf(queue).endsWith('-dead-letters'));
    expect(
      deadLetters.map((queue) => z.object({ MessageRetentionPeriod: z.number() }).parse(queue)),
    ).toStrictEqual(deadLetters.map(() => ({ MessageRetentionPeriod: 14 * 24 * 3600 })));
    const admitted = z.object({
      RedriveAllowPolicy: z.object({
        redrivePermission: z.string(),
        sourceQueueArns: z
          .array(z.object({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) }))
          .optional(),
      }),
    });
    const sources = deadLetters.map((queue) => {
      const { redrivePermission, sourceQueueArns = [] } = admitted.parse(queue).RedriveAllowPolicy;
      return [nameOf(queue), redrivePermission, ...sourceQueueArns.map((arn) => arn['Fn::Join'][1].at(-1))];
    });
    expect(sources.toSorted()).toStrictEqual([
      ['fusionems-dev-archive-dead-letters', 'byQueue', ':fusionems-dev-archive'],
      ['fusionems-dev-charts-dead-letters', 'byQueue', ':fusionems-dev-charts'],
      ['fusionems-dev-exports-dead-letters', 'byQueue', ':fusionems-dev-exports'],
      ['fusionems-dev-feed-dead-letters', 'byQueue', ':fusionems-dev-feed'],
      ['fusionems-dev-publisher-dead-letters', 'denyAll'],
      ['fusionems-dev-pushes-dead-letters', 'byQueue', ':fusionems-dev-pushes'],
      ['fusionems-dev-subjects-dead-letters', 'byQueue', ':fusionems-dev-subjects'],
      ['fusionems-dev-submissions-dead-letters', 'byQueue', ':fusionems-dev-submissions'],
    ]);
  });

  test('is encrypted with the key of the stage', () => {
    expect(queues.filter((queue) => !('KmsMasterKeyId' in queue))).toStrictEqual([]);
  });
});

describe('a rule of the bus', () => {
  const rules = stage
    .everywhere('AWS::Events::Rule')
    .map(({ properties }) => properties)
    .filter((rule) => 'EventPattern' in rule);

  test('sends commits of charts, of exports, of subjects, or all, and keeps what it could not send', () => {
    expect(rules.map(({ EventPattern }) => EventPattern)).toStrictEqual(
      expect.arrayContaining([
        { source: ['fusionems'], 'detail-type': ['chart.committed'] },
        { source: ['fusionems'], 'detail-type': ['export.committed'] },
        { source: ['fusionems'], 'detail-type': ['subject.committed'] },
        { source: ['fusionems'] },
      ]),
    );
    expect(rules).toHaveLength(5);
    for (const rule of rules) {
      expect(rule).toMatchObject({
        State: 'ENABLED',
        Targets: [{ Arn: expect.anything(), DeadLetterConfig: { Arn: expect.anything() } }],
      });
    }
  });

  test('is the only one that may send to its queue', () => {
    const Policy = z.object({
      PolicyDocument: z.object({
        Statement: z.array(z.object({ Effect: z.string(), Action: z.string(), Condition: z.unknown() })),
      }),
    });
    const policies = stage
      .everywhere('AWS::SQS::QueuePolicy')
      .map(({ properties }) => Policy.parse(properties));
    const allowed = policies.flatMap(({ PolicyDocument }) =>
      PolicyDocument.Statement.filter(({ Effect }) => Effect === 'Allow'),
    );
    expect(allowed).toStrictEqual(
      Array.from({ length: 10 }, () => ({
        Effect: 'Allow',
        Action: 'sqs:SendMessage',
        Condition: { ArnEquals: { 'aws:SourceArn': expect.anything() } },
      })),
    );
  });
});

describe('event source mappings', () => {
  const mappings = PARTS.flatMap((part) => stage.resources(part, 'AWS::Lambda::EventSourceMapping'));
  const settings = mappings.map(
    ({ properties: { EventSourceArn: _, FunctionName: __, Tags: ___, ...rest } }) => rest,
  );

  test('of queues report failures per message; that of the stream never answers in part', () => {
    const ofQueue = {
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 10 },
    };
    const ofArchive = {
      ...ofQueue,
      BatchSize: 1000,
      MaximumBatchingWindowInSeconds: 300,
      ScalingConfig: { MaximumConcurrency: 2 },
    };
    expect(settings).toStrictEqual(
      expect.arrayContaining([
        ofQueue,
        {
          BatchSize: 100,
          BisectBatchOnFunctionError: true,
          DestinationConfig: { OnFailure: { Destination: expect.anything() } },
          MaximumRecordAgeInSeconds: 43_200,
          ParallelizationFactor: 2,
          StartingPosition: 'TRIM_HORIZON',
        },
      ]),
    );
    expect(settings.filter((each) => 'FunctionResponseTypes' in each)).toStrictEqual([
      ofQueue,
      ofArchive,
      ofQueue,
      ofQueue,
      { ...ofQueue, BatchSize: 5 },
      { ...ofQueue, BatchSize: 1, ScalingConfig: { MaximumConcurrency: 5 } },
      ofQueue,
    ]);
    expect(settings).toHaveLength(8);
  });
});
