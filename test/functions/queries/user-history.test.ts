import { describe, expect, test } from 'vitest';
import { idOf, minute } from '../../sample-chart.ts';
import { auditWorld, STREAM, signInsOf, USER } from './audit-world.ts';

describe('The history of a user', () => {
  const fail = { type: 'fail', step: 'password' } as const;
  const session_id = idOf(500);
  const params = { category: 'user', id: USER };
  const world = async () => {
    const made = await auditWorld();
    await signInsOf(made, [
      { ...fail, at: minute(1) },
      { type: 'sign_in', session_id, at: minute(2) },
    ]);
    return made;
  };

  test('tells of their sign-ins and what these changed', async () => {
    const { asked, reads } = await world();
    const { body } = await asked(STREAM, { params });
    const events = body.items.flatMap((item: { events: object[] }) => item.events);
    expect(events.map((event: { changes: object[] }) => event.changes)).toStrictEqual([
      [
        { path: '/status', after: 'failing' },
        { path: '/failures', after: 1 },
        { path: '/last_failed_at', after: minute(1) },
      ],
      [
        { path: '/status', before: 'failing', after: 'clear' },
        { path: '/failures', before: 1 },
        { path: '/last_failed_at', before: minute(1) },
        { path: `/sessions/${session_id}/session_id`, after: session_id },
        { path: `/sessions/${session_id}/since`, after: minute(2) },
      ],
    ]);
    expect((await reads(`user/${USER}`)).map(({ operation }) => operation)).toStrictEqual([
      'getStreamHistory',
    ]);
  });

  test('folds to what it had come to', async () => {
    const { asked } = await world();
    expect((await asked(STREAM, { params, query: { as_of: '1' } })).body).toStrictEqual({
      ...params,
      version: 1,
      time: minute(1),
      state: { status: 'failing', failures: 1, last_failed_at: minute(1), sessions: [] },
    });
  });
});
