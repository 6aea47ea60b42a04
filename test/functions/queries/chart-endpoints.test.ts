import { describe, expect, test } from 'vitest';
import type { ChartView } from '../../../schemas/chart/view.ts';
import type { Role } from '../../../schemas/identity.ts';
import { actor, INCIDENT_NUMBER, idOf, minute, OTHER_TENANT, TENANT } from '../../sample-chart.ts';
import { caller, chartWorld, OPENED, refused } from '../chart-world.ts';

const GET = 'GET /v1/charts/{id}';
const notThere = refused(404, { code: 'NOT_FOUND', message: 'There is no such chart.' });

/** A chart at version 3 whose row is at the version that `projected` says. */
const worldAt = async (projected: 0 | 1 | 3) => {
  const world = chartWorld();
  await world.open();
  if (projected === 1) await world.projectAll();
  await world.of('PATCH /v1/charts/{id}/patient', { body: { version: 1, last_name: 'Example' } });
  await world.of('POST /v1/charts/{id}/transitions', { body: { version: 2, to: 'in_progress' } });
  if (projected === 3) await world.projectAll();
  const read = (query: Record<string, string> = {}, role: Role = 'ems') =>
    world.of(GET, { query, caller: caller(role) });
  return { ...world, read };
};

const atOpening: ChartView = {
  ...OPENED,
  version: 1,
  status: 'draft',
  incident_number: INCIDENT_NUMBER,
  date: minute(1),
  opened_at: minute(1),
  opened_by: actor('ems').user_id,
  updated_at: minute(1),
  response: {},
  times: {},
  location: {},
  situation: {},
  disposition: {},
  patient: {},
  narrative: {},
  vitals: [],
  interventions: [],
  signatures: [],
  attachments: [],
  elements: [],
  groups: [],
};
const newest: ChartView = {
  ...atOpening,
  version: 3,
  status: 'in_progress',
  updated_at: minute(3),
  patient: { last_name: 'Example' },
};

describe('reading a chart', () => {
  test('gives its row, whole', async () => {
    const { read } = await worldAt(3);
    expect(await read()).toStrictEqual({ status: 200, body: newest });
  });

  test('that is not projected yet gives what its stream tells', async () => {
    const { read } = await worldAt(0);
    expect(await read()).toStrictEqual({ status: 200, body: newest });
  });

  test('whose row is behind gives the row, when no version is asked for', async () => {
    const { read } = await worldAt(1);
    expect(await read()).toStrictEqual({ status: 200, body: atOpening });
    expect(await read({ min_version: '1' })).toStrictEqual({ status: 200, body: atOpening });
  });

  test.each(['2', '3'])(
    'whose row is behind version %s gives what the stream has beyond it',
    async (min_version) => {
      const { read, rows } = await worldAt(1);
      expect(await read({ min_version })).toStrictEqual({ status: 200, body: newest });
      expect((await rows.get(TENANT, OPENED.id))?.version).toBe(1);
    },
  );

  test.each([0, 1, 3] as const)(
    'at a version it does not have yet is a conflict, with the row at %i',
    async (at) => {
      const { read } = await worldAt(at);
      expect(await read({ min_version: '4' })).toStrictEqual(
        refused(409, {
          code: 'VERSION_CONFLICT',
          message: 'The chart has no version 4 yet.',
          details: { server_version: 3, updated_at: minute(3) },
        }),
      );
    },
  );

  test('that is not there finds nothing, at whatever version', async () => {
    const { ask } = await worldAt(3);
    const params = { id: idOf(404) };
    expect(await ask(GET, { params })).toStrictEqual(notThere);
    expect(await ask(GET, { params, query: { min_version: '2' } })).toStrictEqual(notThere);
  });

  test.each([0, 3] as const)('of another agency finds nothing, with the row at %i', async (at) => {
    const { of } = await worldAt(at);
    expect(await of(GET, { caller: caller('admin', OTHER_TENANT) })).toStrictEqual(notThere);
  });

  test.each(['ems', 'admin', 'billing'] as const)('is for %s', async (role) => {
    const { read } = await worldAt(3);
    expect((await read({}, role)).status).toBe(200);
  });

  test.each(['founder', 'auditor', 'vendor'] as const)('is not for %s', async (role) => {
    const { read } = await worldAt(3);
    expect(await read({}, role)).toStrictEqual(
      refused(403, {
        code: 'FORBIDDEN',
        message: `The role ${role} may not do this.`,
        details: { roles: ['ems', 'admin', 'billing'] },
      }),
    );
  });

  test.each(['0', '-1', '1.5', 'x', '', '1e400', '99999999999999999999'])(
    'with min_version "%s" is refused',
    async (min_version) => {
      const { read } = await worldAt(3);
      const { status, body } = await read({ min_version });
      expect([status, body.error?.details.issues[0].path]).toStrictEqual([422, 'query.min_version']);
    },
  );
});
