import { describe, expect, test } from 'vitest';
import { actor, idOf, minute, OTHER_TENANT } from '../../sample-chart.ts';
import { caller, refused } from '../chart-world.ts';
import { documentedChart, EDITS, WRITES, type Write } from './chart-writes.ts';

type World = Awaited<ReturnType<typeof documentedChart>>;
type Refused = ReturnType<typeof refused>;

/** The write is answered so, and nothing of the chart has changed. */
const expectRefused = async (world: World, answer: Promise<unknown>, expected: Refused) => {
  const before = await world.events();
  expect(await answer).toStrictEqual(expected);
  expect(await world.events()).toStrictEqual(before);
};

const conflict = (seen: number, server_version: number) =>
  refused(409, {
    code: 'VERSION_CONFLICT',
    message: `It is not at version ${seen} any more; read it again and redo the change.`,
    details: { server_version, updated_at: minute(0) },
  });
const notThere = refused(404, { code: 'NOT_FOUND', message: 'There is no such chart.' });

describe.each(WRITES)('$key', (write) => {
  test.each([
    ['older', 1],
    ['inside of the newest commit', 3],
    ['newer than there is', 99],
  ])(
    'of a version that is %s is a conflict, which tells the server’s version and when it came',
    async (_, seen) => {
      const world = await documentedChart();
      await expectRefused(world, world.write(write, seen), conflict(seen, 4));
    },
  );

  test('of a chart that is not there finds nothing', async () => {
    const world = await documentedChart();
    const params = { params: { ...write.params, id: idOf(404) } };
    await expectRefused(world, world.write(write, 4, params), notThere);
  });

  test('of another agency’s chart finds nothing, at whatever version', async () => {
    const world = await documentedChart();
    const stranger = { caller: caller('admin', OTHER_TENANT) };
    await expectRefused(world, world.write(write, 4, stranger), notThere);
    await expectRefused(world, world.write(write, 1, stranger), notThere);
  });

  test.each(['billing', 'founder', 'auditor', 'vendor'] as const)('is not for %s', async (role) => {
    const world = await documentedChart();
    const expected = refused(403, {
      code: 'FORBIDDEN',
      message: `The role ${role} may not do this.`,
      details: { roles: ['ems', 'admin'] },
    });
    await expectRefused(world, world.write(write, 4, { caller: caller(role) }), expected);
  });

  test('needs a version', async () => {
    const world = await documentedChart();
    const { status, body } = await world.write({ ...write, asks: { ...write.asks, version: undefined } }, 4);
    expect([status, body.error.code]).toStrictEqual([422, 'VALIDATION_FAILED']);
    expect(body.error.details.issues).toStrictEqual([
      { path: 'body.version', message: 'Invalid input: expected number, received undefined' },
    ]);
  });
});

describe.each(EDITS)('$key', (write) => {
  test('of a locked chart is refused as locked', async () => {
    const world = await documentedChart('locked');
    const message = 'The chart is locked; an admin may unlock it with a reason.';
    const expected = refused(423, { code: 'LOCKED', message, details: { status: 'locked' } });
    await expectRefused(world, world.write(write, world.version), expected);
  });

  test.each(['ready_for_review', 'completed'] as const)(
    'of a chart that is %s is refused',
    async (status) => {
      const world = await documentedChart(status);
      const expected = refused(409, {
        code: 'INVALID_TRANSITION',
        message: `A chart that is ${status} is not edited; take it back to in_progress.`,
        details: { status, editable: ['draft', 'in_progress'] },
      });
      await expectRefused(world, world.write(write, world.version), expected);
    },
  );
});

describe('a step that is not in the table', () => {
  const step = (to: string, reason?: string): Write => ({
    key: 'POST /v1/charts/{id}/transitions',
    asks: { to, reason },
  });

  test('is refused, and the steps that are there are told', async () => {
    const world = await documentedChart();
    const expected = refused(409, {
      code: 'INVALID_TRANSITION',
      message: 'A chart that is in_progress cannot become locked.',
      details: { status: 'in_progress', allowed: ['ready_for_review'] },
    });
    await expectRefused(world, world.write(step('locked'), 4), expected);
  });

  test('is refused to a medic who would unlock', async () => {
    const world = await documentedChart('locked');
    const expected = refused(403, {
      code: 'FORBIDDEN',
      message: 'The role ems may not take a chart from locked to completed.',
      details: { roles: ['admin'] },
    });
    await expectRefused(world, world.write(step('completed', 'why'), world.version), expected);
  });

  test('back without a reason is refused, also to an admin', async () => {
    const world = await documentedChart('locked');
    const expected = refused(422, {
      code: 'VALIDATION_FAILED',
      message: 'Say in "reason" why the chart goes from locked to completed.',
      details: { issues: [{ path: 'body.reason', message: 'required for this transition' }] },
    });
    const admin = { caller: { ...caller('admin'), user_id: actor('admin').user_id } };
    await expectRefused(world, world.write(step('completed'), world.version, admin), expected);
  });
});
