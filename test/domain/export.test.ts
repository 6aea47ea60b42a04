import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, evolve, initial, state } from '../../domain/export.ts';
import { STEPS } from '../../domain/export-lifecycle.ts';
import { isRefusal } from '../../schemas/error.ts';
import { type Export, type ExportCommand, ExportStatus } from '../../schemas/export.ts';
import { Role } from '../../schemas/identity.ts';
import { ADMIN, actor, idOf, MEDIC } from '../sample-chart.ts';
import {
  artifactOf,
  demographicsVerdict,
  EVENTS_TO,
  HELD_BACK,
  planAt,
  REQUEST,
  verdictOf,
} from '../sample-export.ts';

const SYSTEM = actor('system');
const ASK = { doing: 'ask_limit' } as const;
const POLL = { doing: 'poll', handle: 'other', polls: 1 } as const;

const inState = (status: keyof typeof EVENTS_TO): Export => EVENTS_TO[status].reduce(evolve, initial);

const request: ExportCommand = { type: 'request', request: REQUEST };
const COMMANDS = {
  request,
  record_verdict: { type: 'record_verdict', verdict: verdictOf(true, 'b') },
  record_artifact: { type: 'record_artifact', artifact: artifactOf() },
  refuse_demographics: { type: 'refuse_demographics', verdict: demographicsVerdict() },
  record_submission: { type: 'record_submission', plan: planAt(POLL) },
  record_answer: { type: 'record_answer', plan: planAt(POLL) },
} as const satisfies { [T in ExportCommand['type']]: ExportCommand };
const STATES = ['unrequested', ...ExportStatus.options] as const;

describe('an export that was asked for', () => {
  it('waits for its verdict', () => {
    expect(decide(initial, request, MEDIC)).toStrictEqual([{ type: 'export.requested', data: REQUEST }]);
    expect(inState('pending_validation')).toStrictEqual({ status: 'pending_validation', request: REQUEST });
  });

  it('is asked for once, and its key is good for nothing else', () => {
    const other: ExportCommand = {
      type: 'request',
      request: { ...REQUEST, kind: 'national', chart_id: idOf(9), chart_version: 3 },
    };
    expect(decide(inState('exported'), request, MEDIC)).toStrictEqual([]);
    expect(decide(inState('exported'), other, MEDIC)).toMatchObject({ code: 'VALIDATION_FAILED' });
    const again = evolve(inState('exported'), { type: 'export.requested', data: { kind: 'dem' } });
    expect(again).toStrictEqual(inState('exported'));
  });

  it('is of demographic data where an admin asks, and nobody else', () => {
    const dem: ExportCommand = { type: 'request', request: { kind: 'dem' } };
    expect(decide(initial, dem, ADMIN)).toStrictEqual([{ type: 'export.requested', data: { kind: 'dem' } }]);
    expect(decide(initial, dem, MEDIC)).toMatchObject({ code: 'FORBIDDEN', details: { roles: ['admin'] } });
  });

  it.each(Role.options.filter((role) => !['ems', 'admin'].includes(role)))(
    'is none of the role %s',
    (role) => {
      expect(decide(initial, request, actor(role))).toMatchObject({ code: 'FORBIDDEN' });
      expect(decide(inState('exported'), request, actor(role))).toMatchObject({ code: 'FORBIDDEN' });
    },
  );
});

describe('the lifecycle', () => {
  const { request: _, ...steps } = COMMANDS;
  const cases = STATES.flatMap((status) => Object.values(steps).map((command) => [status, command] as const));
  const inTable = ([status, { type }]: (typeof cases)[number]) =>
    STEPS.find((each) => each.from === status && each.command === type);

  it.each(cases.filter(inTable))('leads in the state %s where its table says: $type', (...each) => {
    const [status, command] = each;
    const decision = decide(inState(status), command, SYSTEM);
    if (isRefusal(decision)) return expect(inTable(each)?.guard).toBeTypeOf('string');
    expect(inTable(each)?.next).toContain(decision.reduce(evolve, inState(status)).status);
  });

  it.each(cases.filter((each) => !inTable(each)))(
    'takes no other command in the state %s',
    (status, command) => {
      const decision = decide(inState(status), command, SYSTEM);
      if (!isRefusal(decision)) return expect(decision).toStrictEqual([]);
      expect(decision.code).toBe(status === 'unrequested' ? 'NOT_FOUND' : 'INVALID_TRANSITION');
    },
  );

  it('lets nobody but the system itself go on', () => {
    for (const { from, command, roles } of STEPS.filter(({ command }) => command !== 'request')) {
      expect(decide(inState(from), COMMANDS[command], ADMIN)).toMatchObject({
        code: 'FORBIDDEN',
        details: { roles },
      });
    }
  });

  it('writes nothing after a failed validation', () => {
    const failed = inState('validation_failed');
    expect(decide(failed, COMMANDS.record_artifact, SYSTEM)).toMatchObject({
      code: 'INVALID_TRANSITION',
      details: { status: 'validation_failed', allowed: [] },
    });
    expect(decide(failed, COMMANDS.record_verdict, SYSTEM)).toStrictEqual([]);
  });
});

describe('a verdict', () => {
  it('is recorded once, and anew for a text that changed before it was written', () => {
    const ready = inState('ready_for_export');
    const verdict = verdictOf(false, 'b');
    expect(decide(ready, { type: 'record_verdict', verdict: verdictOf(true) }, SYSTEM)).toStrictEqual([]);
    expect(decide(ready, { type: 'record_verdict', verdict }, SYSTEM)).toStrictEqual([
      { type: 'export.judged', data: verdict },
    ]);
    expect(decide(inState('exported'), { type: 'record_verdict', verdict }, SYSTEM)).toStrictEqual([]);
  });
});

describe('a verdict without a text', () => {
  it('is one all the same', () => {
    const { sha256: _, ...verdict } = verdictOf(false);
    expect(decide(inState('pending_validation'), { type: 'record_verdict', verdict }, SYSTEM)).toStrictEqual([
      { type: 'export.judged', data: verdict },
    ]);
  });
});

describe('an artifact', () => {
  it('is the text that was judged, recorded once', () => {
    const ready = inState('ready_for_export');
    const other: ExportCommand = { type: 'record_artifact', artifact: artifactOf('b') };
    expect(decide(ready, COMMANDS.record_artifact, SYSTEM)).toStrictEqual([
      { type: 'export.artifact_recorded', data: artifactOf() },
    ]);
    expect(decide(ready, other, SYSTEM)).toMatchObject({ code: 'INVALID_TRANSITION' });
    expect(decide(inState('submitted'), COMMANDS.record_artifact, SYSTEM)).toStrictEqual([]);
  });
});

describe('demographic data that does not pass', () => {
  const verdict = demographicsVerdict();
  const command = { type: 'refuse_demographics', verdict } as const;

  it('leaves the export a file, with what was found, recorded once', () => {
    expect(decide(inState('exported'), command, SYSTEM)).toStrictEqual([
      { type: 'export.demographics_refused', data: verdict },
    ]);
    const after = HELD_BACK.reduce(evolve, initial);
    expect(after).toStrictEqual({ ...inState('exported'), demographics: verdict });
    expect(decide(after, command, SYSTEM)).toStrictEqual([]);
  });

  it('cannot be said of it once the state was asked', () => {
    const data = { plan: planAt(ASK) };
    const asked = evolve(inState('exported'), { type: 'export.submission_asked', data });
    expect(decide(asked, command, SYSTEM)).toMatchObject({ code: 'INVALID_TRANSITION' });
  });
});

describe('a submission', () => {
  it('is recorded before the state is asked, and its answer after', () => {
    const plan = planAt(ASK);
    expect(decide(inState('exported'), { type: 'record_submission', plan }, SYSTEM)).toStrictEqual([
      { type: 'export.submission_asked', data: { plan } },
    ]);
    const answer = { type: 'record_answer', plan: planAt(POLL) } as const;
    expect(decide(inState('exported'), answer, SYSTEM)).toMatchObject({ code: 'INVALID_TRANSITION' });
    expect(decide(inState('submitted'), answer, SYSTEM)).toStrictEqual([
      { type: 'export.submission_answered', data: { plan: planAt(POLL) } },
    ]);
    const known = evolve(inState('submitted'), { type: 'export.submission_answered', data: { plan } });
    expect(decide(known, { type: 'record_answer', plan }, SYSTEM)).toStrictEqual([]);
    expect(decide(known, { type: 'record_submission', plan }, SYSTEM)).toStrictEqual([]);
  });

  it.each(['exported', 'accepted', 'rejected', 'submitted'] as const)(
    'that ends as %s ends the export so',
    (outcome) => {
      const data = { plan: planAt(POLL, { outcome }) };
      const after = evolve(inState('submitted'), { type: 'export.submission_answered', data });
      expect(after.status).toBe(outcome);
    },
  );

  it('has nothing at the state while the demographic data goes first', () => {
    const data = { plan: planAt(POLL, { demographicsFirst: true }) };
    expect(evolve(inState('exported'), { type: 'export.submission_answered', data }).status).toBe('exported');
    const limit = { plan: planAt({ doing: 'submit' }) };
    expect(evolve(inState('exported'), { type: 'export.submission_answered', data: limit }).status).toBe(
      'exported',
    );
  });
});

describe('an export of which events are missing', () => {
  it('stays as it is, and is of its shape', () => {
    const all = [...Object.values(EVENTS_TO).flat(), ...HELD_BACK];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...all)), (events) => {
        const after = events.reduce<Export>(evolve, initial);
        expect(state.parse(after)).toStrictEqual(after);
      }),
    );
    expect(evolve(initial, EVENTS_TO.ready_for_export[1])).toStrictEqual(initial);
  });
});
