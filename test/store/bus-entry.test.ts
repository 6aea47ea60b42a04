import { expect, test } from 'vitest';
import { busEntryOf } from '../../store/bus-entry.ts';
import { readItem } from '../../store/sealed-commit.ts';
import { opened } from '../sample-chart.ts';
import { commitOf, itemFor } from '../sample-commits.ts';

const commit = { ...commitOf([opened]), source_ip: '192.0.2.7' };

test('the bus is told of a commit, and neither of what lies in it nor of the address it was asked from', () => {
  const { source_ip: _, events, ...facts } = commit;
  const told = { ...facts, events: events.map(({ type, schema_version }) => ({ type, schema_version })) };
  expect(busEntryOf(commit)).toStrictEqual(told);
  const sealed = readItem(itemFor(commit));
  expect(sealed.source_ip).toBe('192.0.2.7');
  expect(busEntryOf(sealed)).toStrictEqual({ ...told, hash: sealed.hash });
});
