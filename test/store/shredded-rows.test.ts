import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { project } from '../../projections/charts.ts';
import type { ChartEvent } from '../../schemas/chart/events.ts';
import { isRefusal } from '../../schemas/error.ts';
import type { SubjectRef } from '../../schemas/phi.ts';
import { catchUp } from '../../store/catch-up.ts';
import type { ChartRows } from '../../store/chart-rows.ts';
import { eventStore } from '../../store/event-store.ts';
import { memoryKeyRing } from '../../store/keys/memory-key-ring.ts';
import { memoryCommitTable } from '../../store/memory-commit-table.ts';
import { anyEvent } from '../domain/chart-arbitraries.ts';
import { headOf } from '../memory-store.ts';
import { attachmentAdded, CHART_ID, minute, moved, opened, TENANT, vitalsRecorded } from '../sample-chart.ts';
import { because, streamOf } from '../sample-commits.ts';
import { sealedRows } from './sealed-rows.ts';

const stream = streamOf();
const PATIENT: SubjectRef = { kind: 'patient', id: CHART_ID };
const MARKER = 'Zebedee Marker';
const named: ChartEvent = { type: 'chart.patient_recorded', data: { changes: { last_name: MARKER } } };
const member = (crew_id: string) => ({ crew_id, level: '9925007', roles: ['2403011'] });
const crewed: ChartEvent = {
  type: 'chart.response_recorded',
  data: { changes: { unit_call_sign: 'M7', crew: [member('m1'), member('m2')] } },
};
const TOLD = [opened, crewed, moved('draft', 'in_progress'), named, vitalsRecorded, attachmentAdded];

/** A chart is opened once; and a correction made for a medication is never one of a procedure, as one of any kind may be. */
const CANNOT_FOLLOW = ['chart.opened', 'chart.intervention_corrected'];

/** A stream, one event a commit, and its sealed read model, in which nothing is yet. */
const world = async (events: readonly ChartEvent[]) => {
  const ring = memoryKeyRing();
  const store = eventStore(memoryCommitTable(), ring);
  for (const [n, event] of events.entries()) {
    const done = await store.append(await headOf(store, stream), [event], because(n + 1));
    if (isRefusal(done)) throw new Error(done.message);
  }
  const rows = sealedRows(ring);
  const caughtUp = (into: ChartRows = rows) => catchUp({ store, rows: into, project }, stream, events.length);
  const row = () => rows.get(TENANT, CHART_ID);
  const destroy = (...subjects: SubjectRef[]) => {
    for (const subject of subjects) ring.destroy(TENANT, subject);
  };
  return { ring, rows, caughtUp, row, destroy };
};

describe('when a key is destroyed, the row that is there', () => {
  test("shows nothing of the patient's, and the rest as before", async () => {
    const { caughtUp, row, destroy } = await world(TOLD);
    await caughtUp();
    const before = await row();
    expect(JSON.stringify(before)).toContain(MARKER);
    destroy(PATIENT);
    expect(await row()).toStrictEqual({ ...before, patient: {}, vitals: [], attachments: [] });
  });

  test("shows nothing of a crew member's, and their colleague and the patient as before", async () => {
    const { caughtUp, row, destroy } = await world(TOLD);
    await caughtUp();
    const before = await row();
    destroy({ kind: 'crew', id: 'm1' });
    const response = { unit_call_sign: 'M7', crew: [member('m2')] };
    expect(await row()).toStrictEqual({ ...before, response });
  });

  test('is the row that is made of the stream anew, whatever was recorded and whoever is destroyed', async () => {
    const events = fc.array(
      anyEvent.filter(({ type }) => !CANNOT_FOLLOW.includes(type)),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(events, fc.nat(), async (more, whose) => {
        const all = [opened, crewed, ...more];
        const { ring, caughtUp, row, destroy } = await world(all);
        await caughtUp();
        const crew = ((await row())?.response.crew ?? []).map(
          ({ crew_id }): SubjectRef => ({ kind: 'crew', id: crew_id }),
        );
        const subjects = [PATIENT, ...crew];
        destroy(subjects[whose % subjects.length] ?? PATIENT);
        const anew = sealedRows(ring);
        await caughtUp(anew);
        expect(await row()).toStrictEqual(await anew.get(TENANT, CHART_ID));
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });
});

describe('a row that is made of a stream whose last events are shredded', () => {
  test('is of the version and the time of the stream all the same, so that it can still be changed', async () => {
    const { caughtUp, row, destroy } = await world([...TOLD, named]);
    destroy(PATIENT);
    expect(await caughtUp()).toBe('applied');
    expect(await row()).toMatchObject({ version: 7, updated_at: minute(7), patient: {}, attachments: [] });
    expect(await caughtUp()).toBe('current');
  });
});

describe('a key that is destroyed between reading and sealing', () => {
  test('does not fail the message: the row is read again, and holds the rest', async () => {
    const { rows, caughtUp, row, destroy } = await world(TOLD);
    const puts: unknown[] = [];
    const racing: ChartRows = {
      ...rows,
      async put(tenantId, made, replaced) {
        puts.push(made.patient);
        if (puts.length === 1) destroy(PATIENT);
        return rows.put(tenantId, made, replaced);
      },
    };
    expect(await caughtUp(racing)).toBe('applied');
    expect(puts).toStrictEqual([{ last_name: MARKER }, {}]);
    expect(await row()).toMatchObject({ version: 6, status: 'in_progress', patient: {}, vitals: [] });
  });

  test('keeps no other fault from being one', async () => {
    const { rows, caughtUp } = await world(TOLD);
    const broken: ChartRows = { ...rows, put: () => Promise.reject(new Error('throttled')) };
    await expect(caughtUp(broken)).rejects.toThrow('throttled');
  });
});
