import { describe, expect, it } from 'vitest';
import { atEngine, isLeftOut, localUrl } from '../../local/mend.ts';

const ENGINE = 'http://127.0.0.1:4700';

describe('localUrl', () => {
  it.each([
    ['https://a1b2c3d4.execute-api.us-east-1.amazonaws.com/live', `${ENGINE}/_aws/execute-api/a1b2c3d4/live`],
    [
      'wss://a1b2c3d4.execute-api.us-east-1.amazonaws.com/live',
      'ws://127.0.0.1:4700/_aws/execute-api/a1b2c3d4/live',
    ],
    ['http://a1b2c3d4.execute-api.127.0.0.1:4566', `${ENGINE}/_aws/execute-api/a1b2c3d4`],
    [`http://127.0.0.1:4566/_aws/execute-api/a1b2c3d4`, `${ENGINE}/_aws/execute-api/a1b2c3d4`],
    [
      'ws://127.0.0.1:4566/_aws/execute-api/a1b2c3d4/live',
      'ws://127.0.0.1:4700/_aws/execute-api/a1b2c3d4/live',
    ],
    ['http://localhost:4566/000000000000/charts', `${ENGINE}/000000000000/charts`],
  ])('leads %s to the engine', (address, local) => {
    expect(localUrl(address, ENGINE)).toBe(local);
    expect(localUrl(local, ENGINE)).toBe(local);
  });

  it.each([
    'http://localhost:5173',
    'http://localhost:5173/app',
    'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_abc',
    'arn:aws:sqs:us-east-1:000000000000:charts',
    'fusionems-dev-events',
    '',
  ])('leaves "%s" as it is', (value) => {
    expect(localUrl(value, ENGINE)).toBe(value);
  });
});

it('leads every address of a record and keeps the rest', () => {
  const values = { WebSocketUrl: 'wss://a1.execute-api.us-east-1.amazonaws.com/live', BusName: 'events' };
  const local = { WebSocketUrl: 'ws://127.0.0.1:4700/_aws/execute-api/a1/live', BusName: 'events' };
  expect(atEngine(values, ENGINE)).toStrictEqual(local);
});

it('leaves out the stack that exists on AWS only', () => {
  const names = [
    'fusionems-dev-data',
    'fusionems-dev-guardrails',
    'fusionems-prod-guardrails',
    'guardrails-audit',
  ];
  expect(names.filter(isLeftOut)).toStrictEqual(['fusionems-dev-guardrails', 'fusionems-prod-guardrails']);
});
