import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, evolve, initial, state } from '../../domain/subject.ts';
import { isRefusal } from '../../schemas/error.ts';
import { Role } from '../../schemas/identity.ts';
import {
  SUBJECT_EVENTS,
  SubjectCommand,
  type SubjectEvent,
  type SubjectState,
} from '../../schemas/subject.ts';
import { ADMIN, actor, CHART_ID } from '../sample-chart.ts';

const REASON = 'Request 17 under the retention schedule.';
const command: SubjectCommand = {
  type: 'destroy_key',
  kind: 'patient',
  subject_id: CHART_ID,
  reason: REASON,
};
const destroyed: SubjectEvent = {
  type: 'subject.key_destroyed',
  data: { kind: 'patient', subject_id: CHART_ID, reason: REASON },
};

describe("destroying a subject's key", () => {
  it('is recorded, with whose it was and why', () => {
    expect(decide(initial, command, ADMIN)).toStrictEqual([destroyed]);
    expect(SUBJECT_EVENTS['subject.key_destroyed'].data.parse(destroyed.data)).toStrictEqual(destroyed.data);
  });

  it('is recorded once, whatever the reason the second time', () => {
    const after = evolve(initial, destroyed);
    expect(after).toStrictEqual({ status: 'destroyed' });
    expect(decide(after, command, ADMIN)).toStrictEqual([]);
    expect(decide(after, { ...command, reason: 'Another reason.' }, ADMIN)).toStrictEqual([]);
    expect(evolve(after, destroyed)).toStrictEqual(after);
  });

  it.each([...Role.options, 'system' as const].filter((role) => role !== 'admin'))(
    'is refused to the role %s, before and after',
    (role) => {
      const refusal = {
        code: 'FORBIDDEN',
        message: `The role ${role} may not destroy a person's data.`,
        details: { roles: ['admin'] },
      };
      expect(decide(initial, command, actor(role))).toStrictEqual(refusal);
      expect(decide(evolve(initial, destroyed), command, actor(role))).toStrictEqual(refusal);
    },
  );
});

const reasonOf = (reason: string) => SubjectCommand.safeParse({ ...command, reason });

describe('the reason', () => {
  it('has 10 to 500 characters that are no space at its ends', () => {
    expect(reasonOf('x'.repeat(9)).success).toBe(false);
    expect(reasonOf(`  ${'x'.repeat(9)}  `).success).toBe(false);
    expect(reasonOf('x'.repeat(10)).success).toBe(true);
    expect(reasonOf('x'.repeat(500)).success).toBe(true);
    expect(reasonOf('x'.repeat(501)).success).toBe(false);
  });
});

const asked = (subject: SubjectState, role: Role) => {
  const decision = decide(subject, command, actor(role));
  return isRefusal(decision) ? [] : decision;
};

it('however often and by whomever it is asked for, there is at most one event, and no way back', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...Role.options)), (roles) => {
      const happened: SubjectEvent[] = [];
      for (const role of roles) happened.push(...asked(happened.reduce(evolve, initial), role));
      expect(happened).toStrictEqual(roles.includes('admin') ? [destroyed] : []);
      const after = happened.reduce(evolve, initial);
      expect(state.parse(after)).toStrictEqual({ status: roles.includes('admin') ? 'destroyed' : 'kept' });
    }),
  );
});
