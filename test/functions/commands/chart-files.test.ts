import { expect, test } from 'vitest';
import { chartFileEndpoints } from '../../../functions/commands/chart-files.ts';
import { chartRecordEndpoints } from '../../../functions/commands/chart-record.ts';
import { eventStore } from '../../../store/event-store.ts';
import { memoryKeyRing } from '../../../store/keys/memory-key-ring.ts';
import { memoryCommitTable } from '../../../store/memory-commit-table.ts';
import type { Uploads } from '../../../store/uploads.ts';
import { ATTACHMENT, INCIDENT_NUMBER, minute, SIGNATURE, TENANT } from '../../sample-chart.ts';
import { type Ask, apiEvent } from '../api-event.ts';
import { caller, OPENED, PERMISSIVE, refused } from '../chart-world.ts';

const id = OPENED.id;

/** An agency with one chart; the clock is what its function remembers by. */
const world = async () => {
  const ring = memoryKeyRing();
  const clock = { ms: 0 };
  const store = eventStore(memoryCommitTable(), ring, () => clock.ms);
  const permitted: string[] = [];
  const uploads: Uploads = {
    async permit(key, _, now) {
      permitted.push(key);
      return { method: 'PUT', url: `https://uploads.example.org/${key}`, headers: {}, expires_at: now };
    },
  };
  const endpoints = [...chartRecordEndpoints(store), ...chartFileEndpoints({ store, uploads })];
  const ask = async (key: string, given: Partial<Ask>) => {
    const endpoint = endpoints.find((each) => each.key === key);
    const event = apiEvent(key, 'request-1', { caller: caller('ems'), ...given });
    const context = { limits: PERMISSIVE, trace_id: 'trace-1', now: minute(1) };
    const outcome = await endpoint?.call({ event, ...context });
    return { status: outcome?.answer.statusCode, body: JSON.parse(outcome?.answer.body ?? 'null') };
  };
  await ask('POST /v1/charts', {
    headers: { 'idempotency-key': 'a-first-opening' },
    body: { incident_number: INCIDENT_NUMBER },
  });
  return { ring, clock, permitted, ask };
};

test.each([
  ['attachments', ATTACHMENT],
  ['signatures', SIGNATURE],
])(
  'a repeated request for %s is permitted anew, but not once the patient is destroyed',
  async (name, file) => {
    const { ring, clock, permitted, ask } = await world();
    const add = () =>
      ask(`POST /v1/charts/{id}/${name}`, {
        params: { id },
        headers: { 'idempotency-key': 'add-this-once' },
        body: { version: 1, ...file },
      });
    const first = await add();
    expect([first.status, await add()]).toStrictEqual([201, first]);
    expect(new Set(permitted).size).toBe(1);
    ring.destroy(TENANT, { kind: 'patient', id });
    clock.ms += 60_000;
    permitted.length = 0;
    expect(await add()).toStrictEqual(
      refused(409, {
        code: 'INVALID_TRANSITION',
        message: 'The data of the patient was destroyed for ever; no file of theirs is taken any more.',
      }),
    );
    expect(permitted).toStrictEqual([]);
  },
);
