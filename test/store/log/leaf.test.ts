import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { leafHashOf, leafText } from '../../../store/log/leaf.ts';

const facts = { stream: 'danbury-fire#chart#1', first_version: 4, version: 6, hash: 'aGFzaA==' };

test('a leaf is the stream, the versions and the hash, a line each', () => {
  expect(leafText(facts)).toBe('danbury-fire#chart#1\n4-6\naGFzaA==\n');
});

test('its hash begins with a zero byte', () => {
  const hash = createHash('sha256').update('\0danbury-fire#chart#1\n4-6\naGFzaA==\n').digest();
  expect(Buffer.from(leafHashOf(facts))).toStrictEqual(hash);
});
