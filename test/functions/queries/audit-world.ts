import * as user from '../../../domain/user.ts';
import { runCommand } from '../../../functions/commands/run-command.ts';
import type { Role } from '../../../schemas/identity.ts';
import type { UserCommand } from '../../../schemas/user.ts';
import { idOf, minute, TENANT } from '../../sample-chart.ts';
import { because } from '../../sample-commits.ts';
import type { Ask } from '../api-event.ts';
import { caller, chartWorld, OPENED } from '../chart-world.ts';

export const STREAM = 'GET /v1/audit/streams/{category}/{id}';
export const VERIFY = `${STREAM}/verify`;
export const CREW = { crew_id: 'P-77', name: 'Sam Example', level: '9925007', roles: ['2403001'] };
export const VITALS = { taken_at: minute(20), systolic: 132, spo2: 97 };
export const USER = idOf(77);

/**
 * A chart of four commits and six versions: opened; crew, city and complaint at once; a set of vital signs; and that
 * corrected. Made by a medic, the `n`-th commit `n` minutes after the call.
 */
export const auditWorld = async (options: Parameters<typeof chartWorld>[0] = {}) => {
  const world = chartWorld(options);
  await world.open();
  await world.of('PATCH /v1/charts/{id}', {
    body: {
      version: 1,
      response: { crew: [CREW] },
      location: { city: 'Northport' },
      situation: { chief_complaint: 'Chest pain' },
    },
  });
  const { body: taken } = await world.of('POST /v1/charts/{id}/vitals', { body: { version: 4, ...VITALS } });
  const vital_id = String(taken.vital_id);
  await world.of('PATCH /v1/charts/{id}/vitals/{vital_id}', {
    params: { vital_id },
    body: { version: 5, systolic: 136, spo2: null },
  });
  const asked = (key: string, { role = 'auditor', ...more }: Partial<Ask> & { role?: Role } = {}) =>
    world.ask(key, {
      caller: caller(role),
      ...more,
      params: { category: 'chart', id: OPENED.id, ...more.params },
    });
  return {
    ...world,
    vital_id,
    history: (query: Record<string, string> = {}, role: Role = 'auditor') => asked(STREAM, { query, role }),
    asked,
    /** The reads that the trail keeps of a subject, newest first. */
    reads: async (subject: string) => (await world.trail.list(TENANT, { subject }, { limit: 50 })).items,
  };
};

/** Records of a user's sign-ins, the `n`-th command `n` minutes after the call. */
export const signInsOf = async (
  { store }: Pick<Awaited<ReturnType<typeof auditWorld>>, 'store'>,
  commands: readonly UserCommand[],
) => {
  for (const [n, command] of commands.entries())
    await runCommand(store, {
      decider: user,
      stream: { tenant_id: TENANT, category: 'user', id: USER },
      command,
      because: { ...because(n + 1), actor: { user_id: 'sign-in', role: 'system' } },
    });
};
