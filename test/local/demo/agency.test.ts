import { afterEach, expect, test } from 'vitest';
import { playAgency } from '../../../local/demo/agency.ts';
import type { Got } from './http-double.ts';
import { stageWith } from './stage-double.ts';

const STATE = 'http://127.0.0.1:4600/NemsisWs';

const open: { close(): void }[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

/** An agency at a version, each of whose changes makes the next one. */
const agencyAt = async (version: number, state?: { endpoint: string }) => {
  let now = version;
  const made = await stageWith(({ method }) => {
    if (method === 'PUT') now += 1;
    return { status: 200, body: { version: now, ...(state && { state }) } };
  });
  open.push(made);
  return made;
};

const versionsIn = (got: readonly Got[]) =>
  got.slice(1).map(({ path, body }) => [path, JSON.parse(body).version]);

test('an agency that has said nothing says who it is, and each write stands on the one before', async () => {
  const { stage, told, got } = await agencyAt(0);
  expect(await playAgency(stage, STATE)).toBe(true);
  expect(versionsIn(got)).toStrictEqual([
    ['/v1/agency/elements', 0],
    ['/v1/agency/time-zone', 1],
    ['/v1/agency/state-account', 2],
  ]);
  expect(JSON.parse(got[3]?.body ?? '')).toMatchObject({ endpoint: STATE, organization: 'Candlewood EMS' });
  expect(told[0]).toBe('the admin reads what the agency has said of itself: nothing yet');
  expect(JSON.stringify(told)).not.toContain(JSON.parse(got[3]?.body ?? '').password);
});

test('what was played before is the version that it begins with', async () => {
  const { stage, told, got } = await agencyAt(7);
  expect(await playAgency(stage, undefined)).toBe(false);
  expect(versionsIn(got)).toStrictEqual([
    ['/v1/agency/elements', 7],
    ['/v1/agency/time-zone', 8],
  ]);
  expect(told[0]).toBe('the admin reads what the agency has said of itself: version 7');
});

test('an account that was set before is left as it is, and exports go there', async () => {
  const { stage, got } = await agencyAt(7, { endpoint: STATE });
  expect(await playAgency(stage, undefined)).toBe(true);
  expect(got.map(({ path }) => path)).not.toContain('/v1/agency/state-account');
});
