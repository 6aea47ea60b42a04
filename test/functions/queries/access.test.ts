import { describe, expect, test } from 'vitest';
import { api } from '../../../functions/http/api.ts';
import { PURPOSE_OF_ROLE, Purpose } from '../../../schemas/access.ts';
import { memoryAccessTrail } from '../../../store/access/memory-access-trail.ts';
import { CONTEXT } from '../../phi-scene.ts';
import { idOf, minute, OTHER_TENANT, TENANT } from '../../sample-chart.ts';
import { apiEvent } from '../api-event.ts';
import { caller, OPENED, PERMISSIVE } from '../chart-world.ts';
import { auditWorld, STREAM, VERIFY } from './audit-world.ts';

const GET = 'GET /v1/charts/{id}';
const LIST = 'GET /v1/audit/access';
const PATIENT = `patient/${OPENED.id}`;

describe('Reading a chart', () => {
  test('is kept with who, what for, when and by which request, under the patient and each of the crew', async () => {
    const { of, reads } = await auditWorld();
    expect((await of(GET, { caller: caller('billing') })).status).toBe(200);
    const kept = {
      time: minute(5),
      actor: { user_id: caller('billing').user_id, role: 'billing' },
      purpose: 'HPAYMT',
      operation: 'getChart',
      request_id: 'request-5',
      trace_id: 'trace-5',
    };
    expect(await reads(PATIENT)).toStrictEqual([{ ...kept, subject: PATIENT }]);
    expect(await reads('crew/P-77')).toStrictEqual([{ ...kept, subject: 'crew/P-77' }]);
  });

  test.each(['ems', 'billing', 'admin'] as const)('is for what %s is there for, by default', async (role) => {
    const { of, reads } = await auditWorld();
    await of(GET, { caller: caller(role) });
    expect((await reads(PATIENT)).map(({ purpose }) => purpose)).toStrictEqual([PURPOSE_OF_ROLE[role]]);
  });

  test.each(Purpose.options)('may be for %s', async (purpose) => {
    const { of, reads } = await auditWorld();
    await of(GET, { headers: { 'purpose-of-use': purpose } });
    expect((await reads(PATIENT)).map((read) => read.purpose)).toStrictEqual([purpose]);
  });

  test('for what is no purpose is refused', async () => {
    const { of, reads } = await auditWorld();
    const { status, body } = await of(GET, { headers: { 'purpose-of-use': 'HMARKT' } });
    expect([status, body.error.details.issues[0].path]).toStrictEqual([422, 'headers.purpose-of-use']);
    expect(await reads(PATIENT)).toStrictEqual([]);
  });

  test('that is refused, or not of that version yet, or not there, leaves nothing', async () => {
    const { of, ask, reads } = await auditWorld();
    const answers = [
      await of(GET, { caller: caller('founder') }),
      await of(GET, { query: { min_version: '99' } }),
      await of(GET, { caller: caller('ems', OTHER_TENANT) }),
      await ask(GET, { params: { id: idOf(404) } }),
    ];
    expect(answers.map(({ status }) => status)).toStrictEqual([403, 409, 404, 404]);
    expect([await reads(PATIENT), await reads(`patient/${idOf(404)}`)]).toStrictEqual([[], []]);
  });

  test('in a list tells nothing of a patient, and leaves nothing', async () => {
    const { ask, projectAll, reads } = await auditWorld();
    await projectAll();
    expect((await ask('GET /v1/charts')).body.items).toHaveLength(1);
    expect(await reads(PATIENT)).toStrictEqual([]);
  });
});

describe('Reading a history', () => {
  test.each([{}, { as_of: '6' }])('with %o is kept, once for each whose data it tells', async (query) => {
    const { history, reads } = await auditWorld();
    await history(query);
    const kept = [...(await reads(PATIENT)), ...(await reads('crew/P-77'))];
    expect(
      kept.map(({ subject, operation, purpose, actor }) => [subject, operation, purpose, actor]),
    ).toStrictEqual(
      [PATIENT, 'crew/P-77'].map((subject) => [
        subject,
        'getStreamHistory',
        'HOPERAT',
        { user_id: caller('auditor').user_id, role: 'auditor' },
      ]),
    );
  });

  test('before there was a crew tells nothing of them', async () => {
    const { history, reads } = await auditWorld();
    await history({ as_of: '1' });
    await history({ limit: '1' });
    expect(await reads('crew/P-77')).toStrictEqual([]);
    expect(await reads(PATIENT)).toHaveLength(2);
  });

  test('keeps those who left the chart, as long as the page tells of them', async () => {
    const { history, of, reads } = await auditWorld();
    await of('PATCH /v1/charts/{id}', { body: { version: 6, response: { crew: null } } });
    await history({ after: '6' });
    expect(await reads('crew/P-77')).toHaveLength(1);
  });
});

describe('Nobody reads unseen:', () => {
  const away = Object.assign(new Error('the table is away'), { $fault: 'server', $metadata: {} });
  const answered = async (key: string, error: Error) => {
    const record = () => Promise.reject(error);
    const { endpoints } = await auditWorld({ trail: { ...memoryAccessTrail(), record } });
    const handler = api(endpoints, PERMISSIVE);
    const isChart = key === GET;
    const params = { id: OPENED.id, ...(isChart ? {} : { category: 'chart' }) };
    const role = isChart ? 'ems' : 'auditor';
    const event = apiEvent(key, 'request-9', { caller: caller(role), params });
    const { statusCode, body = '' } = await handler(event, CONTEXT);
    return { statusCode, body };
  };

  test.each([GET, STREAM])('when the trail cannot be written, %s is not answered', async (key) => {
    const failed = await answered(key, away);
    expect([failed.statusCode, JSON.parse(failed.body).error.code]).toStrictEqual([502, 'UPSTREAM_FAILED']);
    const broken = await answered(key, new Error('a bug'));
    expect([broken.statusCode, JSON.parse(broken.body).error.code]).toStrictEqual([500, 'INTERNAL']);
    expect(`${failed.body} ${broken.body}`).not.toMatch(/Northport|Chest pain|P-77/);
  });

  test('what tells of nobody is answered all the same', async () => {
    expect((await answered(VERIFY, away)).statusCode).toBe(200);
  });

  test('the answer waits until the read is kept', async () => {
    const order: string[] = [];
    const memory = memoryAccessTrail();
    const record: typeof memory.record = async (...read) => {
      await new Promise((kept) => setImmediate(kept));
      await memory.record(...read);
      order.push('kept');
    };
    const { of } = await auditWorld({ trail: { ...memory, record } });
    await of(GET);
    order.push('answered');
    expect(order).toStrictEqual(['kept', 'answered']);
  });
});

describe('The access trail', () => {
  const world = async () => {
    const made = await auditWorld();
    for (const role of ['ems', 'billing', 'ems'] as const) await made.of(GET, { caller: caller(role) });
    const list = (query: Record<string, string>, who = caller('auditor')) =>
      made.ask(LIST, { query, caller: who });
    return { ...made, list };
  };
  const rolesIn = (body: { items: { actor: { role: string } }[] }) =>
    body.items.map(({ actor }) => actor.role);

  test('lists who read of a subject, newest first', async () => {
    const { list } = await world();
    const { status, body } = await list({ subject: PATIENT });
    expect([status, rolesIn(body), body.next_cursor]).toStrictEqual([200, ['ems', 'billing', 'ems'], null]);
  });

  test('lists what a user read', async () => {
    const { list } = await world();
    const { body } = await list({ actor: caller('billing').user_id });
    expect(body.items.map(({ subject }: { subject: string }) => subject).toSorted()).toStrictEqual([
      'crew/P-77',
      PATIENT,
    ]);
  });

  test('goes on where a page ended', async () => {
    const { list } = await world();
    const first = await list({ subject: PATIENT, limit: '2' });
    expect(rolesIn(first.body)).toStrictEqual(['ems', 'billing']);
    const second = await list({ subject: PATIENT, limit: '2', cursor: first.body.next_cursor });
    expect([rolesIn(second.body), second.body.next_cursor]).toStrictEqual([['ems'], null]);
    expect([...first.body.items, ...second.body.items]).toStrictEqual(
      (await list({ subject: PATIENT })).body.items,
    );
  });

  test.each([
    [{}, 'query.subject'],
    [{ subject: PATIENT, actor: idOf(1) }, 'query.subject'],
    [{ subject: OPENED.id }, 'query.subject'],
    [{ subject: `nobody/${idOf(1)}` }, 'query.subject'],
    [{ actor: 'me' }, 'query.actor'],
    [{ subject: PATIENT, limit: '0' }, 'query.limit'],
    [{ subject: PATIENT, cursor: 'a/b' }, 'query.cursor'],
    [{ subject: PATIENT, cursor: Buffer.from('patient').toString('base64url') }, 'query.cursor'],
  ])('asked for with %o is refused', async (query, path) => {
    const { list } = await world();
    const { status, body } = await list(query);
    expect([status, body.error.details.issues[0].path]).toStrictEqual([422, path]);
  });

  test('of another agency is empty', async () => {
    const { list, trail } = await world();
    const { body } = await list({ subject: PATIENT }, caller('auditor', OTHER_TENANT));
    expect(body).toStrictEqual({ items: [], next_cursor: null });
    expect((await trail.list(TENANT, { subject: PATIENT }, { limit: 9 })).items).toHaveLength(3);
  });

  test.each(['ems', 'billing', 'founder', 'vendor'] as const)('is not for %s', async (role) => {
    const { list } = await world();
    expect((await list({ subject: PATIENT }, caller(role))).status).toBe(403);
  });

  test('is open to admins', async () => {
    const { list } = await world();
    expect((await list({ subject: PATIENT }, caller('admin'))).status).toBe(200);
  });
});
