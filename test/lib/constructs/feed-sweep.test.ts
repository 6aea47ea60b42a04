import { expect, test } from 'vitest';
import { Synthesized } from '../stage.ts';

const stage = new Synthesized();

test('the feed is swept once a day, by a rule that alone may start the function', () => {
  const rules = stage.resources('core', 'AWS::Events::Rule').map(({ properties }) => properties);
  const [daily] = rules.filter(({ Name }) => Name === 'fusionems-dev-feed-sweep');
  expect(daily).toMatchObject({
    Name: 'fusionems-dev-feed-sweep',
    ScheduleExpression: 'rate(1 day)',
    State: 'ENABLED',
    Targets: [{ Arn: { 'Fn::GetAtt': [expect.stringMatching(/^SweepFunction/), 'Arn'] } }],
  });
  const permissions = stage
    .resources('core', 'AWS::Lambda::Permission')
    .map(({ properties }) => properties)
    .filter(({ FunctionName }) => JSON.stringify(FunctionName).includes('"SweepFunction'));
  expect(permissions).toMatchObject([
    {
      Action: 'lambda:InvokeFunction',
      Principal: 'events.amazonaws.com',
      SourceArn: { 'Fn::GetAtt': [expect.stringMatching(/^SweepDaily/), 'Arn'] },
    },
  ]);
});
