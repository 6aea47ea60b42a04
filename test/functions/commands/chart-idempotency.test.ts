import { describe, expect, test } from 'vitest';
import { INCIDENT_NUMBER, VITALS } from '../../sample-chart.ts';
import { caller, chartWorld, OPENED, refused } from '../chart-world.ts';
import { documentedChart, WRITES, type Write } from './chart-writes.ts';

const keyed = { headers: { 'idempotency-key': 'one-intended-write' } };
const again: Write = { key: 'PATCH /v1/charts/{id}', asks: { times: { cleared: '2025-03-02T10:00:00Z' } } };

/** An answer without its upload, which is permitted anew each time. */
const outcome = ({
  status,
  body: { upload, ...body },
}: {
  status?: number | undefined;
  body: { upload?: object };
}) => ({
  status,
  body,
  uploads: upload === undefined ? 0 : 1,
});

describe.each(WRITES)('$key, repeated with its key', (write) => {
  test('gives the first outcome and changes nothing, also when others changed the chart since', async () => {
    const world = await documentedChart();
    const first = await world.write(write, world.version, keyed);
    const elsewhere = write.key.includes('transitions') ? undefined : again;
    if (elsewhere) await world.write(elsewhere, await world.head());
    const before = await world.events();
    expect(outcome(await world.write(write, world.version, keyed))).toStrictEqual(outcome(first));
    expect(first.body.version).toBe(world.version + 1);
    expect(await world.events()).toStrictEqual(before);
  });
});

describe('a key that is used again', () => {
  const vitals: Write = { key: 'POST /v1/charts/{id}/vitals', asks: VITALS };
  const other: Write = { ...vitals, asks: { ...VITALS, spo2: 88 } };

  test('for something else is refused, so that no change is lost', async () => {
    const world = await documentedChart();
    const first = await world.write(vitals, world.version, keyed);
    const second = await world.write(other, first.body.version, keyed);
    expect([second.status, second.body.error.code]).toStrictEqual([422, 'VALIDATION_FAILED']);
    expect(second.body.error.message).toContain('This Idempotency-Key was used for something else');
  });

  test('for the same at a newer version gives the first outcome', async () => {
    const world = await documentedChart();
    const first = await world.write(vitals, world.version, keyed);
    const second = await world.write(vitals, first.body.version, keyed);
    expect(second).toStrictEqual(first);
  });

  test('by somebody else is a command of its own', async () => {
    const world = await documentedChart();
    const first = await world.write(vitals, world.version, keyed);
    const colleague = { ...keyed, caller: caller('ems', undefined, 'a colleague') };
    const second = await world.write(vitals, first.body.version, colleague);
    expect([second.status, second.body.version]).toStrictEqual([201, first.body.version + 1]);
    expect(second.body.vital_id).not.toBe(first.body.vital_id);
  });

  test('for another operation is a command of its own', async () => {
    const world = await documentedChart();
    await world.write(vitals, world.version, keyed);
    const answer = await world.write(again, world.version + 1, keyed);
    expect([answer.status, answer.body.version]).toStrictEqual([200, world.version + 2]);
  });
});

test('without a key, each request is a command of its own', async () => {
  const world = await documentedChart();
  const vitals: Write = { key: 'POST /v1/charts/{id}/vitals', asks: VITALS };
  const first = await world.write(vitals, world.version);
  const second = await world.write(vitals, world.version + 1);
  expect([first.status, second.status, await world.head()]).toStrictEqual([201, 201, world.version + 2]);
});

describe('opening, repeated with its key', () => {
  const body = (incident_number: string) => ({ body: { incident_number } });
  const otherIncident = refused(422, {
    code: 'VALIDATION_FAILED',
    message: 'This Idempotency-Key opened a chart of another incident; use a new key.',
    details: {
      issues: [{ path: 'body.incident_number', message: 'differs from the first request with this key' }],
    },
  });

  test('gives the first outcome, also when the chart has moved on', async () => {
    const world = chartWorld();
    const first = await world.open();
    await world.of('POST /v1/charts/{id}/transitions', { body: { version: 1, to: 'in_progress' } });
    expect(await world.open(body(` ${INCIDENT_NUMBER} `))).toStrictEqual(first);
    expect(await world.head()).toBe(2);
  });

  test('for another incident is refused', async () => {
    const world = chartWorld();
    await world.open();
    expect(await world.open(body('L-25-000118'))).toStrictEqual(otherIncident);
    expect(await world.head()).toBe(1);
  });

  test('by a colleague, for the same incident, finds the chart; for another incident, is refused', async () => {
    const world = chartWorld();
    const first = await world.open();
    const colleague = { caller: caller('ems', undefined, 'a colleague') };
    expect(await world.open(colleague)).toStrictEqual(first);
    expect(await world.open({ ...colleague, ...body('L-25-000118') })).toStrictEqual(otherIncident);
    expect(await world.events()).toHaveLength(1);
  });

  test('at once, many times, opens one chart', async () => {
    const world = chartWorld();
    const answers = await Promise.all(Array.from({ length: 9 }, () => world.open()));
    expect(answers).toStrictEqual(Array(9).fill({ status: 201, body: { ...OPENED, version: 1 } }));
    expect(await world.events()).toHaveLength(1);
  });

  test('without a key is not of the form', async () => {
    const { status, body: answer } = await chartWorld().open({ headers: {} });
    expect([status, answer.error.code]).toStrictEqual([422, 'VALIDATION_FAILED']);
    expect(answer.error.details.issues.map((issue: { path: string }) => issue.path)).toStrictEqual([
      'headers.idempotency-key',
    ]);
  });
});
