import { expect, test } from 'vitest';
import { derivedId } from '../../../functions/commands/ids.ts';
import { INCIDENT_NUMBER, minute, TENANT } from '../../sample-chart.ts';
import { caller, chartWorld, OPENED } from '../chart-world.ts';

const { id } = OPENED;

const opened = async () => {
  const world = chartWorld();
  await world.open();
  return world;
};

test('a chart goes through its whole life, and back with a reason', async () => {
  const world = await opened();
  const go = (version: number, to: string, more: object = {}, role: 'ems' | 'admin' = 'ems') =>
    world.of('POST /v1/charts/{id}/transitions', { caller: caller(role), body: { version, to, ...more } });
  const answered = (version: number, status: string) => ({ status: 200, body: { id, version, status } });
  expect(await go(1, 'in_progress')).toStrictEqual(answered(2, 'in_progress'));
  expect(await go(2, 'ready_for_review')).toStrictEqual(answered(3, 'ready_for_review'));
  expect(await go(3, 'completed')).toStrictEqual(answered(4, 'completed'));
  expect(await go(4, 'locked')).toStrictEqual(answered(5, 'locked'));
  const unlocked = await go(5, 'completed', { reason: 'the hospital called' }, 'admin');
  expect(unlocked).toStrictEqual(answered(6, 'completed'));
  expect((await world.events()).at(-1)).toStrictEqual({
    type: 'chart.status_changed',
    data: { from: 'locked', to: 'completed', reason: 'the hospital called' },
  });
});

test('a commit tells who did it, when, from where, and because of which request', async () => {
  const world = await opened();
  const { commits } = await world.store.load({ tenant_id: TENANT, category: 'chart', id });
  expect(commits.map(({ events: _, ...facts }) => facts)).toStrictEqual([
    {
      tenant_id: TENANT,
      category: 'chart',
      id,
      first_version: 1,
      version: 1,
      time: minute(1),
      actor: { user_id: caller('ems').user_id, role: 'ems' },
      command_id: derivedId(
        'command',
        TENANT,
        caller('ems').user_id,
        'openChart',
        '{}',
        'a-first-opening',
        JSON.stringify({ incident_number: INCIDENT_NUMBER }),
      ),
      correlation_id: 'trace-1',
      causation_id: 'request-1',
      source_ip: '192.0.2.7',
      hash: expect.stringMatching(/^[\w+/]{43}=$/),
    },
  ]);
});
