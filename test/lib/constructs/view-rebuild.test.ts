import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { SETTLE_MS } from '../../../store/views/generations.ts';
import { Synthesized } from '../stage.ts';

const stage = new Synthesized();
const [machine] = stage.resources('core', 'AWS::StepFunctions::StateMachine');

const State = z.looseObject({ Type: z.string(), Next: z.string().optional() });
type State = z.infer<typeof State>;
const Definition = z.object({ StartAt: z.string(), States: z.record(z.string(), State) });
type Definition = z.infer<typeof Definition>;
const Processor = z.object({ ItemProcessor: Definition });
const Joined = z.object({ 'Fn::Join': z.tuple([z.literal(''), z.array(z.unknown())]) });

/** The definition as Step Functions gets it, with `<function>` for what the template refers to. */
const definition = (): Definition => {
  const { 'Fn::Join': joined } = Joined.parse(machine?.properties['DefinitionString']);
  const text = joined[1].map((part) => (typeof part === 'string' ? part : '<function>')).join('');
  return Definition.parse(JSON.parse(text));
};
const { StartAt, States } = definition();
const stateOf = (name: string, states = States): State => State.parse(states[name]);
const within = (name: string): Definition => Processor.parse(stateOf(name)).ItemProcessor;

/** All states, those of each segment's branch too. */
const everyState = (): State[] =>
  Object.entries(States).flatMap(([name, state]) => [
    state,
    ...(state.Type === 'Map' ? Object.values(within(name).States) : []),
  ]);

const Chosen = z.object({ Choices: z.array(z.looseObject({ Next: z.string() })), Default: z.string() });
const choicesOf = (state: State) => {
  const { Choices, Default } = Chosen.parse(state);
  return [
    ...Choices.map(({ Next, StringEquals, BooleanEquals }) => [StringEquals ?? BooleanEquals, Next]),
    ['otherwise', Default],
  ];
};

/** The states that follow each other without a choice, from one on. */
const chainFrom = (name: string): string[] => {
  const { Next } = stateOf(name);
  return Next === undefined ? [name] : [name, ...chainFrom(Next)];
};

describe('the state machine of rebuilds', () => {
  test('is a standard one of that name, traced, and logs every step to a log group of its own', () => {
    expect(machine?.properties).toMatchObject({
      StateMachineName: 'fusionems-dev-rebuild',
      StateMachineType: 'STANDARD',
      TracingConfiguration: { Enabled: true },
      LoggingConfiguration: {
        Level: 'ALL',
        Destinations: [{ CloudWatchLogsLogGroup: { LogGroupArn: expect.anything() } }],
      },
    });
    const groups = stage.resources('core', 'AWS::Logs::LogGroup').map(({ properties }) => properties);
    expect(groups).toContainEqual(
      expect.objectContaining({
        LogGroupName: '/aws/vendedlogs/fusionems-dev-rebuild',
        RetentionInDays: 365,
      }),
    );
  });

  test('begins, or goes on where the copies are', () => {
    expect(chainFrom(StartAt)).toStrictEqual(['Start', 'Started?']);
    expect(choicesOf(stateOf('Started?'))).toStrictEqual([
      ['building', 'Settle'],
      ['ready', 'Switch?'],
      ['discarding', 'Settle for deletion'],
      ['otherwise', 'Not started'],
    ]);
  });

  test('fills, compares and counts in this order, once everybody knows of the generation', () => {
    expect(chainFrom('Settle')).toStrictEqual([
      'Settle',
      'Fill',
      'Verify',
      'Count',
      'Conclude',
      'As the events say?',
    ]);
    expect(stateOf('Settle')).toMatchObject({ Type: 'Wait', SecondsPath: '$.begun.wait_seconds' });
    expect(choicesOf(stateOf('As the events say?'))).toStrictEqual([
      ['done', 'Switch?'],
      ['unlike', 'Unlike'],
      ['otherwise', 'Refused'],
    ]);
  });

  test('switches only where it is told to', () => {
    expect(choicesOf(stateOf('Switch?'))).toStrictEqual([
      [true, 'Switch'],
      ['otherwise', 'Done'],
    ]);
    expect(chainFrom('Switch')).toStrictEqual(['Switch', 'Switched?']);
    expect(choicesOf(stateOf('Switched?'))).toStrictEqual([
      ['done', 'Done'],
      ['otherwise', 'Refused'],
    ]);
  });

  test('deletes a generation on its other path', () => {
    const chain = chainFrom('Settle for deletion');
    expect(chain).toStrictEqual(['Settle for deletion', 'Discard', 'Conclude deletion', 'Discarded?']);
  });

  test.each(['Fill', 'Verify', 'Count', 'Discard'])(
    '%s: each segment by itself, until it is done',
    (name) => {
      expect(stateOf(name)).toMatchObject({ Type: 'Map', ItemsPath: '$.begun.segments', ResultPath: null });
      const branch = within(name);
      expect(stateOf(branch.StartAt, branch.States)).toMatchObject({
        Resource: '<function>',
        Parameters: { action: 'work', part: name.toLowerCase(), 'segment.$': '$.segment' },
      });
      expect(choicesOf(stateOf(`${name}: segment done?`, branch.States))).toStrictEqual([
        ['done', `${name}: segment done`],
        ['unfinished', `${name} a segment`],
        ['otherwise', `${name}: refused`],
      ]);
    },
  );

  test('tries every failed call again, slower each time, and no more than some minutes', () => {
    const tasks = everyState().filter(({ Type }) => Type === 'Task');
    expect(tasks).toHaveLength(8);
    for (const { Retry, Resource } of tasks)
      expect({ Retry, Resource }).toStrictEqual({
        Resource: '<function>',
        Retry: [
          {
            ErrorEquals: ['States.TaskFailed', 'States.Timeout'],
            IntervalSeconds: 2,
            BackoffRate: 2,
            MaxDelaySeconds: 60,
            MaxAttempts: 8,
            JitterStrategy: 'FULL',
          },
        ],
      });
  });

  test('fails with the problem in plain words', () => {
    const fails = everyState().filter(({ Type }) => Type === 'Fail');
    expect(fails).toHaveLength(7);
    for (const { CausePath } of fails) expect(CausePath).toMatch(/^\$\.(begun|answer)\.problem$/);
  });
});

test('may call its function, write its log and its traces, and nothing else', () => {
  const [policy] = stage
    .resources('core', 'AWS::IAM::ManagedPolicy')
    .filter(({ id }) => id.startsWith('RebuildPolicy'));
  expect(policy?.properties['PolicyDocument']).toMatchObject({
    Statement: [
      {
        Action: 'lambda:InvokeFunction',
        Resource: { 'Fn::GetAtt': [expect.stringMatching(/^RebuildFunction/), 'Arn'] },
      },
      { Action: expect.arrayContaining(['logs:CreateLogDelivery', 'xray:PutTraceSegments']), Resource: '*' },
    ],
  });
  expect(stage.resources('core', 'AWS::IAM::Policy')).toStrictEqual([]);
});

test('whoever knows the generations runs for less than a change of them takes to settle', () => {
  const Run = z.object({ Description: z.string(), Timeout: z.number() });
  const runs = stage.everywhere('AWS::Lambda::Function').map(({ properties }) => Run.parse(properties));
  const knowing = runs.filter(({ Description }) =>
    /^functions\/(projections|queries)\/charts$/.test(Description),
  );
  expect(knowing).toHaveLength(2);
  for (const { Timeout } of knowing) expect(Timeout * 1000).toBeLessThanOrEqual(SETTLE_MS - 10_000);
});
