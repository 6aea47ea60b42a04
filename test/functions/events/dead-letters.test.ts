import { expect, it } from 'vitest';
import { UnusablePack } from '../../../adapters/nemsis-xml/packs/unusable-pack.ts';
import { reasonOf } from '../../../functions/events/dead-letters.ts';

it.each([
  [
    'a pack that cannot be used',
    new UnusablePack('The pack x is gone.'),
    'UnusablePack: The pack x is gone.',
  ],
  ['an error that may quote data', new TypeError('Jane Doe'), 'TypeError'],
  ['what is no error', 'Jane Doe', 'unknown'],
])('the reason of a dead letter: %s', (_, error, reason) => {
  expect(reasonOf(error)).toBe(reason);
});
