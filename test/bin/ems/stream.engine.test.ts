import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ChartEvent } from '../../../schemas/chart/events.ts';
import { isRefusal } from '../../../schemas/error.ts';
import { GENESIS } from '../../../store/commit-hash.ts';
import { headOf } from '../../memory-store.ts';
import { because, streamOf } from '../../sample-commits.ts';
import { freshTenant } from '../../store/fresh-tenant.ts';
import { deployedStore, emsOnDeployment, objectsOf } from './deployed.ts';

const ems = emsOnDeployment();
const tenant = freshTenant();
const id = randomUUID();
const stream = streamOf(tenant, id);

const append = async (n: number, events: readonly ChartEvent[]): Promise<void> => {
  const store = deployedStore();
  const done = await store.append(await headOf(store, stream), events, because(n));
  if (isRefusal(done)) throw new Error(done.message);
};

beforeAll(async () => {
  await append(1, [{ type: 'chart.opened', data: { incident_number: '1', incident_id: id } }]);
  await append(2, [
    { type: 'chart.patient_recorded', data: { changes: { last_name: 'MARKER' } } },
    { type: 'chart.narrative_recorded', data: { changes: { text: 'MARKER' } } },
  ]);
});

describe('stream show', () => {
  const asked = ['stream', 'show', 'chart', id, '--tenant', tenant];

  test('a stream is shown commit by commit, with nothing of the patient', async () => {
    const { exitCode, out, err } = await ems([...asked, '--json']);
    expect(exitCode).toBe(0);
    expect(objectsOf(out)).toStrictEqual([
      {
        ...stream,
        first_version: 1,
        version: 1,
        ...because(1),
        events: [
          {
            type: 'chart.opened',
            schema_version: 2,
            data: { incident_number: '1', incident_id: id },
            sealed: [],
          },
        ],
        prev: GENESIS,
        hash: expect.any(String),
      },
      {
        ...stream,
        first_version: 2,
        version: 3,
        ...because(2),
        events: [
          { type: 'chart.patient_recorded', schema_version: 1, data: {}, sealed: [`patient/${id}`] },
          { type: 'chart.narrative_recorded', schema_version: 1, data: {}, sealed: [`patient/${id}`] },
        ],
        prev: expect.any(String),
        hash: expect.any(String),
      },
    ]);
    expect(err).toContain('2 commits, version 3');
  });

  test('for people it is text', async () => {
    const { out } = await ems(asked);
    const { time, actor, command_id } = because(2);
    expect(out).toContain(
      `v2-3  ${time}  by ${actor.role} ${actor.user_id}\n  command ${command_id}  correlation`,
    );
    expect(out).toContain(`\n  chart.narrative_recorded {} +patient/${id}\n`);
    expect(out).not.toContain('MARKER');
  });

  test.each([
    ['an id that is not there', ['chart', randomUUID(), '--tenant', tenant]],
    ["another tenant's", ['chart', id, '--tenant', freshTenant()]],
    ['another category', ['user', id, '--tenant', tenant]],
  ])('%s is told as not there', async (_, args) => {
    const { exitCode, out, err } = await ems(['stream', 'show', ...args]);
    expect(exitCode).toBe(1);
    expect(out).toBe('');
    expect(err).toContain(`has no ${args[0]} ${args[1]}.`);
  });
});

interface Tailing {
  readonly since: string;
  readonly lines: number;
  readonly now?: () => Date;
  /** Done while it follows; `isOver` says when it need not go on. */
  meanwhile?(isOver: () => boolean): Promise<void>;
}

/** Follows until so many lines came; then it is interrupted as by Ctrl-C. */
const tailed = async ({ since, lines, now, meanwhile }: Tailing) => {
  const stop = new AbortController();
  let out = '';
  const following = ems(['events', 'tail', '--tenant', tenant, '--since', since, '--json'], {
    interrupted: () => stop.signal,
    out(text) {
      out += text;
      if (objectsOf(out).length >= lines) stop.abort();
    },
    ...(now && { now }),
  });
  await meanwhile?.(() => stop.signal.aborted);
  return { ...(await following), seen: objectsOf(out) };
};

describe('events tail', () => {
  test('from the start: what the stream has of this agency and no other, without data', async () => {
    const { exitCode, seen, err } = await tailed({ since: 'start', lines: 2 });
    expect(exitCode).toBe(0);
    expect(err).toMatch(/ended\n$/);
    expect(seen).toStrictEqual([
      {
        ...stream,
        first_version: 1,
        version: 1,
        ...because(1),
        hash: expect.any(String),
        events: [{ type: 'chart.opened', schema_version: 2 }],
      },
      {
        ...stream,
        first_version: 2,
        version: 3,
        ...because(2),
        hash: expect.any(String),
        events: [
          { type: 'chart.patient_recorded', schema_version: 1 },
          { type: 'chart.narrative_recorded', schema_version: 1 },
        ],
      },
    ]);
  });

  test('from now: only what happens while it follows', async () => {
    const change: ChartEvent = {
      type: 'chart.vitals_corrected',
      data: { vital_id: id, changes: { spo2: 90 } },
    };
    const { exitCode, seen } = await tailed({
      since: 'now',
      lines: 1,
      // A stream knows whole seconds only: a second later, nothing from before can be of the same one.
      now: () => new Date(Date.now() + 1000),
      meanwhile: async (isOver) => {
        for (let n = 3; !isOver(); n += 1) {
          await append(n, [change]);
          await sleep(100);
        }
      },
    });
    expect(exitCode).toBe(0);
    expect(seen[0]).toMatchObject({
      ...stream,
      events: [{ type: 'chart.vitals_corrected', schema_version: 1 }],
    });
  });
});
