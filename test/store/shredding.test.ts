import { describe, expect, test } from 'vitest';
import * as chart from '../../domain/chart.ts';
import type { ChartEvent } from '../../schemas/chart/events.ts';
import { eventsOf } from '../../store/codec.ts';
import { eventStore } from '../../store/event-store.ts';
import { memoryKeyRing } from '../../store/keys/memory-key-ring.ts';
import { memoryCommitTable } from '../../store/memory-commit-table.ts';
import { CHART_ID, moved, opened, TENANT, vitalsRecorded } from '../sample-chart.ts';
import { because, streamOf } from '../sample-commits.ts';

const stream = streamOf();
const member = (crew_id: string) => ({ crew_id, level: '9925007', roles: ['2403011'] });
const crewed: ChartEvent = {
  type: 'chart.response_recorded',
  data: { changes: { unit_number: '7', crew: [member('m1'), member('m2')] } },
};
const named: ChartEvent = { type: 'chart.patient_recorded', data: { changes: { last_name: 'Marker' } } };
const DECIDED = [opened, crewed, named, vitalsRecorded, moved('draft', 'in_progress')];

const shred = async (...subjects: { kind: 'patient' | 'crew'; id: string }[]) => {
  const ring = memoryKeyRing();
  const table = memoryCommitTable();
  const store = eventStore(table, ring);
  await store.append(await store.head(stream, chart), DECIDED, because(1));
  for (const subject of subjects) ring.destroy(TENANT, subject);
  return { store: eventStore(table, ring), table };
};

const read = async (...subjects: { kind: 'patient' | 'crew'; id: string }[]) => {
  const { store } = await shred(...subjects);
  const { commits } = await store.load(stream);
  return {
    folded: commits.flatMap((commit) => [...eventsOf<'chart'>(commit)]),
    marks: commits.flatMap(({ events }) => events.map(({ type, shredded }) => [type, shredded])),
    state: (await store.head(stream, chart)).state,
  };
};
const PATIENT = { kind: 'patient', id: CHART_ID } as const;

describe('when the key of a subject is destroyed', () => {
  test("a patient's: what was theirs is gone, the rest of the history stays, and the crew in it", async () => {
    const { folded, marks, state } = await read(PATIENT);
    expect(folded).toStrictEqual([opened, crewed, moved('draft', 'in_progress')]);
    expect(marks).toStrictEqual([
      ['chart.opened', undefined],
      ['chart.response_recorded', undefined],
      ['chart.patient_recorded', 'whole'],
      ['chart.vitals_recorded', 'whole'],
      ['chart.status_changed', undefined],
    ]);
    expect(state).toStrictEqual(folded.reduce<typeof state>(chart.evolve, chart.initial));
  });

  test("a crew member's: their colleague stays, and the patient", async () => {
    const { folded, marks } = await read({ kind: 'crew', id: 'm1' });
    const left = {
      type: 'chart.response_recorded',
      data: { changes: { unit_number: '7', crew: [member('m2')] } },
    };
    expect(folded).toStrictEqual([opened, left, named, vitalsRecorded, moved('draft', 'in_progress')]);
    expect(marks[1]).toStrictEqual(['chart.response_recorded', 'part']);
  });

  test('all of the crew: what else was recorded with them stays, and no crew from before comes back', async () => {
    const { folded } = await read({ kind: 'crew', id: 'm1' }, { kind: 'crew', id: 'm2' });
    expect(folded[1]).toStrictEqual({
      type: 'chart.response_recorded',
      data: { changes: { unit_number: '7', crew: null } },
    });
  });

  test('nothing more of theirs is taken, and nothing is stored', async () => {
    const { store } = await shred(PATIENT);
    const head = await store.head(stream, chart);
    expect(await store.append(head, [vitalsRecorded], because(2))).toStrictEqual({
      code: 'INVALID_TRANSITION',
      message: 'The data of a person named in this was destroyed for ever; nothing can be added.',
      details: {},
    });
    expect((await store.load(stream)).version).toBe(5);
  });

  test('what is nobody’s can still be added', async () => {
    const { store } = await shred(PATIENT);
    const done = await store.append(
      await store.head(stream, chart),
      [moved('in_progress', 'ready_for_review')],
      because(2),
    );
    expect(done).toMatchObject({ version: 6 });
  });
});
