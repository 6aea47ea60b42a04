import fc from 'fast-check';
import { expect, test } from 'vitest';
import { StreamName } from '../../schemas/stream.ts';
import { keyParts, streamKey } from '../../store/stream-key.ts';
import { CHART_ID, TENANT } from '../sample-chart.ts';
import { arbitraryOf } from '../schema-arbitrary.ts';

test('a key begins with the tenant', () => {
  const stream = { tenant_id: TENANT, category: 'chart', id: CHART_ID } as const;
  expect(streamKey(stream)).toBe(`${TENANT}#chart#${CHART_ID}`);
});

test('a key names the stream it was made of, and no other stream makes it', () => {
  fc.assert(
    fc.property(arbitraryOf(StreamName), (stream) => {
      expect(StreamName.parse(keyParts(streamKey(stream)))).toStrictEqual(stream);
    }),
  );
});

test.each([
  '',
  TENANT,
  `${TENANT}#chart`,
  `${TENANT}#chart#1`,
  `${TENANT}#chart#${CHART_ID}#x`,
  `A#chart#${CHART_ID}`,
])('"%s" names no stream', (key) => {
  expect(StreamName.safeParse(keyParts(key)).success).toBe(false);
});
