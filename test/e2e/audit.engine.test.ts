import { randomUUID } from 'node:crypto';
import { describe, expect, inject, it } from 'vitest';
import { agency } from './agency.ts';
import { withoutGrant } from './iam.ts';

/** An agency with a chart of two versions, and an auditor. */
const scene = async () => {
  const { person } = await agency(inject('guarded'));
  const [medic, auditor] = [await person('ems'), await person('auditor')];
  const key = { 'idempotency-key': randomUUID() };
  const { body } = await medic.ask('POST', '/v1/charts', { incident_number: '26-41' }, key);
  const chart = `/v1/charts/${body['id']}`;
  await medic.ask('PATCH', `${chart}/patient`, { version: 1, last_name: 'Example' });
  const read = (purpose?: string) =>
    medic.ask('GET', `${chart}?min_version=2`, undefined, purpose ? { 'purpose-of-use': purpose } : {});
  const audit = (path: string) => auditor.ask('GET', `/v1/audit${path}`);
  return { auditor, chart, id: String(body['id']), read, audit, stream: `/streams/chart/${body['id']}` };
};

/** The reads of a patient, the newest first. */
const readsOf = async ({ audit, id }: Awaited<ReturnType<typeof scene>>) => {
  const { body } = await audit(`/access?subject=${encodeURIComponent(`patient/${id}`)}`);
  const items = body['items'] as {
    operation: string;
    purpose: string;
    actor: { role: string; user_id: string };
  }[];
  return items.map(({ operation, purpose, actor }) => [operation, purpose, actor.role]);
};

describe('With IAM enforced, an auditor', () => {
  it('reads what was done, what it came to, that it is whole, and who read it, themselves included', async () => {
    const world = await scene();
    const { audit, read, stream } = world;
    expect([(await read()).status, (await read('PATRQT')).status]).toStrictEqual([200, 200]);
    expect((await audit(stream)).body).toMatchObject({
      version: 2,
      next_after: null,
      items: [
        { version: 1, source_ip: expect.stringMatching(/^[0-9a-f.:]+$/) },
        { version: 2, events: [{ changes: [{ path: '/patient/last_name', after: 'Example' }] }] },
      ],
    });
    const { body: then } = await audit(`${stream}?as_of=1`);
    expect(then).toMatchObject({ version: 1, state: { status: 'draft', patient: {} } });
    expect((await audit(`${stream}/verify`)).body).toStrictEqual({ ok: true, versions: 2 });
    expect(await readsOf(world)).toStrictEqual([
      ['getStreamHistory', 'HOPERAT', 'auditor'],
      ['getStreamHistory', 'HOPERAT', 'auditor'],
      ['getChart', 'PATRQT', 'ems'],
      ['getChart', 'TREAT', 'ems'],
    ]);
  });

  it('finds what one user read, page by page', async () => {
    const { audit, read, id } = await scene();
    await read();
    await read('COC');
    const subject = encodeURIComponent(`patient/${id}`);
    const { body: first } = await audit(`/access?subject=${subject}&limit=1`);
    const [{ actor }] = first['items'] as [{ actor: { user_id: string } }];
    const { body: mine } = await audit(`/access?actor=${actor.user_id}&limit=1`);
    const { body: rest } = await audit(`/access?actor=${actor.user_id}&cursor=${mine['next_cursor']}`);
    expect([mine['items'], rest['items'], rest['next_cursor']]).toMatchObject([
      [{ purpose: 'COC' }],
      [{ purpose: 'TREAT' }],
      null,
    ]);
  });

  it('reads no chart', async () => {
    const { auditor, chart } = await scene();
    expect((await auditor.ask('GET', chart)).status).toBe(403);
  });
});

describe('With IAM enforced, nobody reads unseen:', () => {
  it.each([
    ['a chart', 'fusionems-dev-queries-charts', 'read'],
    ['a history', 'fusionems-dev-queries-audit', 'history'],
  ] as const)('without the right to write the trail %s is not answered', async (_, functionName, what) => {
    const { read, audit, stream } = await scene();
    const asked = async () => (await (what === 'read' ? read() : audit(stream))).status;
    const grant = { functionName, action: 'dynamodb:PutItem' };
    expect(await withoutGrant(inject('guarded'), grant, asked)).toBe(502);
    expect(await asked()).toBe(200);
  });
});
