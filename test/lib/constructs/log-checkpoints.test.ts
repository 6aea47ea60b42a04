import { expect, test } from 'vitest';
import { Synthesized } from '../stage.ts';

const stage = new Synthesized();

test('logs are signed once a day, by a rule that alone may start the function', () => {
  const [daily] = stage
    .resources('core', 'AWS::Events::Rule')
    .map(({ properties }) => properties)
    .filter(({ Name }) => Name === 'fusionems-dev-log-checkpoints');
  expect(daily).toMatchObject({
    ScheduleExpression: 'rate(1 day)',
    State: 'ENABLED',
    Targets: [{ Arn: { 'Fn::GetAtt': [expect.stringMatching(/^LogCheckpointsCheckpointFunction/), 'Arn'] } }],
  });
  const permissions = stage
    .resources('core', 'AWS::Lambda::Permission')
    .map(({ properties }) => properties)
    .filter(({ FunctionName }) => JSON.stringify(FunctionName).includes('"LogCheckpoints'));
  expect(permissions).toMatchObject([
    {
      Principal: 'events.amazonaws.com',
      SourceArn: { 'Fn::GetAtt': [expect.stringMatching(/^LogCheckpointsDaily/), 'Arn'] },
    },
  ]);
});
