import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, evolve, initial, LOCK_MS, lockRefusal, MAX_FAILURES } from '../../domain/user.ts';
import { isRefusal } from '../../schemas/error.ts';
import type { Actor } from '../../schemas/identity.ts';
import { USER_EVENTS, type User, type UserCommand, type UserEvent } from '../../schemas/user.ts';

const T0 = Date.parse('2026-03-01T12:00:00.000Z');

// What happens at a door, in order: mostly failures, so that locks come about.
const step = fc.record({
  wait: fc.integer({ min: 0, max: 12 * 60_000 }),
  act: fc.constantFrom('fail', 'fail', 'fail', 'fail', 'fail', 'challenge', 'sign_in', 'sign_out', 'unlock'),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const sessionId = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

const commandOf = (act: Step['act'], at: string, sessions: number): UserCommand => {
  switch (act) {
    case 'fail':
      return { type: act, at, step: 'password' };
    case 'challenge':
      return { type: act, at, challenge: 'SOFTWARE_TOKEN_MFA' };
    case 'sign_in':
      return { type: act, at, session_id: sessionId(sessions + 1) };
    case 'sign_out':
      return { type: act, at, session_id: sessionId(sessions) };
    case 'unlock':
      return { type: act, at };
  }
};

const decided = (user: User, command: UserCommand) => {
  const actor: Actor = { user_id: 'someone', role: command.type === 'unlock' ? 'admin' : 'system' };
  const decision = decide(user, command, actor);
  const events: readonly UserEvent[] = isRefusal(decision) ? [] : decision;
  return { refused: isRefusal(decision), events, after: events.reduce(evolve, user) };
};

interface Happened extends ReturnType<typeof decided> {
  readonly command: UserCommand;
  readonly before: User;
}

const played = (steps: readonly Step[]): Happened[] => {
  let [moment, sessions, before] = [T0, 0, initial];
  return steps.map(({ wait, act }) => {
    moment += wait;
    const command = commandOf(act, new Date(moment).toISOString(), sessions);
    if (act === 'sign_in') sessions += 1;
    const happened = { command, before, ...decided(before, command) };
    before = happened.after;
    return happened;
  });
};

const always = (check: (happened: Happened[]) => void) =>
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => check(played(steps))),
    { numRuns: 200 },
  );

interface Rule {
  readonly count: number;
  readonly last: number;
  readonly until: number;
}

const failedBy = (rule: Rule, moment: number): Rule => {
  const count = moment - rule.last < LOCK_MS ? rule.count + 1 : 1;
  return count === MAX_FAILURES
    ? { count: 0, last: moment, until: moment + LOCK_MS }
    : { count, last: moment, until: 0 };
};

/** The rule told a second time, from what was tried alone. */
const next = (rule: Rule, { type, at }: UserCommand): Rule => {
  const moment = Date.parse(at);
  if (type === 'unlock') return { ...rule, count: 0, until: 0 };
  if (moment < rule.until) return rule;
  if (type === 'sign_in') return { ...rule, count: 0 };
  return type === 'fail' ? failedBy(rule, moment) : rule;
};

const WHILE_LOCKED: readonly string[] = ['user.unlocked', 'user.signed_out'];

describe('whatever happens at the door', () => {
  it('is locked exactly when the rule says so', () => {
    always((happened) => {
      let rule: Rule = { count: 0, last: 0, until: 0 };
      for (const { command, before } of happened) {
        const isLocked = lockRefusal(before, command.at) !== undefined;
        expect(isLocked).toBe(Date.parse(command.at) < rule.until);
        rule = next(rule, command);
      }
    });
  });

  it('lets nobody in while locked, and writes no more than unlocks and sign-outs', () => {
    always((happened) => {
      const whileLocked = happened.filter(({ before, command }) => lockRefusal(before, command.at));
      for (const { command, refused, events } of whileLocked) {
        expect(refused).toBe(['sign_in', 'challenge'].includes(command.type));
        expect(events.filter(({ type }) => !WHILE_LOCKED.includes(type))).toStrictEqual([]);
      }
    });
  });

  it('records sign-ins, sign-outs and unlocks once, however often they are asked for', () => {
    always((happened) => {
      const named = happened.filter(({ command }) =>
        ['sign_in', 'sign_out', 'unlock'].includes(command.type),
      );
      for (const { command, after } of named) expect(decided(after, command).events).toStrictEqual([]);
    });
  });

  it('gives events of the catalogue only', () => {
    always((happened) => {
      for (const { type, data } of happened.flatMap(({ events }) => events))
        expect(USER_EVENTS[type].data.parse(data)).toStrictEqual(data);
    });
  });

  it('never counts as far as the lock without locking', () => {
    always((happened) => {
      const counts = happened.map(({ after }) => (after.status === 'failing' ? after.failures : 0));
      expect(counts.filter((count) => count >= MAX_FAILURES)).toStrictEqual([]);
    });
  });
});
