import { describe, expect, test } from 'vitest';
import { letterText, shownLetter } from '../../../../bin/ems/queue/letter-line.ts';
import { GENESIS } from '../../../../store/commit-hash.ts';
import { givenUp } from './given-up-batch.ts';
import { BEGAN, letter } from './memory-queue.ts';

const ID = '6f1f2a0e-6a51-4b9b-9d6b-0f6a0f0c9a11';
const entry = {
  tenant_id: 'candlewood-ems',
  category: 'chart',
  id: ID,
  first_version: 3,
  version: 4,
  time: '2026-03-01T11:00:00.000Z',
  actor: { user_id: 'u1', role: 'ems' },
  command_id: '0b6ab0f4-8f5c-4a35-8a04-9a52b1d2a9d0',
  correlation_id: 'c1',
  causation_id: 'r1',
  hash: GENESIS,
  events: [{ type: 'chart.vitals_recorded', schema_version: 1 }],
};

describe('what it is about', () => {
  test.each([
    [
      'a bus entry, as the rule delivered it',
      { source: 'fusionems', detail: entry },
      `candlewood-ems#chart#${ID} v4`,
    ],
    [
      'a commit key of the publisher',
      { pk: `candlewood-ems#chart#${ID}`, sk: 3, sequence_number: '9' },
      `candlewood-ems#chart#${ID} v3`,
    ],
    ['anything else', { text: 'Howell, Maria' }, null],
    ['a list', [1], null],
  ])('%s', (_, body, about) => {
    expect(shownLetter('charts', letter('a', { body: JSON.stringify(body) }), BEGAN).about).toBe(about);
  });

  test('a body that is not JSON', () => {
    expect(shownLetter('charts', letter('a', { body: 'Howell, Maria' }), BEGAN).about).toBeNull();
  });
});

test('nothing else of the body is shown', () => {
  const body = JSON.stringify({ detail: entry, narrative: 'Howell, Maria' });
  const shown = shownLetter(
    'charts',
    letter('a', { body, reason: 'TypeError', source: 'fusionems-dev-charts' }),
    BEGAN,
  );
  expect(shown).toStrictEqual({
    queue: 'charts',
    id: 'a',
    about: `candlewood-ems#chart#${ID} v4`,
    reason: 'TypeError',
    source: 'fusionems-dev-charts',
    sent_at: '2026-03-01T11:00:00.000Z',
    age_seconds: 3600,
  });
  expect(letterText(shown)).toBe(
    `  a  60 min old  from fusionems-dev-charts  candlewood-ems#chart#${ID} v4\n    TypeError`,
  );
});

test('a batch that Lambda gave up is shown with its place in the stream and why', () => {
  const shown = shownLetter('publisher', letter('a', { body: JSON.stringify(givenUp('7', '9')) }), BEGAN);
  expect(letterText(shown)).toBe(
    '  a  60 min old  from publisher  3 commits of A, 7 to 9\n    RecordAgeExceeded, after about 17 tries',
  );
});

test('a letter that its queue gave up by itself says so, and ages are told in the unit that fits', () => {
  const at = (sentAt: string) =>
    letterText(shownLetter('pushes', letter('a', { sentAt: new Date(sentAt) }), BEGAN));
  expect(at('2026-03-01T11:59:01Z')).toBe(
    '  a  59 s old  from pushes  a body of no known form\n    no reason given: its queue gave it up after too many receives without an answer',
  );
  expect(at('2026-02-27T12:00:00Z')).toContain('48 h old');
  expect(at('2026-03-01T12:00:01Z')).toContain('0 s old');
});
