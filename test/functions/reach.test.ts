import { describe, expect, it } from 'vitest';
import { reachBy } from '../../functions/reach.ts';

describe('Where functions may send to', () => {
  it.each([
    [undefined, 'public'],
    ['http://127.0.0.1:4566', 'local'],
    ['https://vpce-1.dynamodb.us-east-1.vpce.amazonaws.com', 'public'],
  ])('with AWS at %s: %s', (awsEndpoint, reach) => {
    expect(reachBy(awsEndpoint)).toBe(reach);
  });
});
