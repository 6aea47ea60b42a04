import { describe, expect, it } from 'vitest';
import { endpointFault, isOnThisMachine, StateEndpoint } from '../../../schemas/nemsis/state-endpoint.ts';

const HOST = /^must name a host of the internet/;
const HTTPS = 'must begin with https://';

describe("The address of a state's service", () => {
  it.each([
    'https://ems.state.example/NemsisWs',
    'https://ems.state.example:8443/NemsisWs?v=1',
    'https://ems.state.example./NemsisWs',
    'https://EMS.State.Example/',
    'https://bücher.example/',
    'https://3.state.example/',
  ])('may be %s anywhere', (endpoint) => {
    expect(['public', 'local'].map((reach) => endpointFault(endpoint, reach as 'public'))).toStrictEqual([
      undefined,
      undefined,
    ]);
    expect(StateEndpoint.safeParse(endpoint).success).toBe(true);
  });

  it.each([
    ['http://state.example/', HTTPS],
    ['http://127.0.0.1.example/', HTTPS],
    ['ftp://127.0.0.1/', HTTPS],
    ['http://169.254.169.254/latest/meta-data', HTTPS],
    ['https://169.254.169.254/', HOST],
    ['https://169.254.169.254./', HOST],
    ['https://8.8.8.8/', HOST],
    ['https://2852039166/', HOST],
    ['https://0xa9fea9fe/', HOST],
    ['https://0251.0376.0251.0376/', HOST],
    ['https://127.2/', HOST],
    ['https://１２７.0.0.2/', HOST],
    ['https://[fd00:ec2::254]/', HOST],
    ['https://[::ffff:127.0.0.1]/', HOST],
    ['https://localhost./', HOST],
    ['https://state/', HOST],
    ['https://a.localhost/', HOST],
    ['https://printer.local/', HOST],
    ['https://printer.%4cocal/', HOST],
    ['https://metadata.google.internal./', HOST],
    ['https://a..example/', HOST],
    ['https://ems_1.state.example/', HOST],
    [`https://${'a'.repeat(100_000)}.example/`, HOST],
    ['https://user:word@state.example/', 'must hold no user, password or fragment'],
    ['https://state.example/#x', 'must hold no user, password or fragment'],
    ['state.example', /^must be a URL/],
  ])('is nowhere %s', (endpoint, message) => {
    for (const reach of ['public', 'local'] as const) expect(endpointFault(endpoint, reach)).toMatch(message);
    expect(StateEndpoint.safeParse(endpoint).success).toBe(false);
  });

  it.each(['http://127.0.0.1:4600/NemsisWs', 'http://localhost/', 'https://127.0.0.1/', 'http://[::1]:80/'])(
    'is %s for the local deployment alone',
    (endpoint) => {
      expect(endpointFault(endpoint, 'local')).toBeUndefined();
      expect(endpointFault(endpoint, 'public')).toMatch(/^must (begin with https|name a host)/);
    },
  );
});

describe('An address on this machine', () => {
  it.each([
    ['http://127.0.0.1:4566', true],
    ['http://localhost:4566', true],
    ['https://dynamodb.us-east-1.amazonaws.com', false],
    ['http://127.0.0.1.example', false],
    ['nothing', false],
  ])('%s: %s', (address, isHere) => {
    expect(isOnThisMachine(address)).toBe(isHere);
  });
});
