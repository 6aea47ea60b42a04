import { describe, expect, it } from 'vitest';
import { soapStateService } from '../../../adapters/nemsis-soap/soap-state-service.ts';
import { reportXml } from '../../../local/state-server/report.ts';
import { STATUS_KINDS } from '../../../schemas/nemsis/status-code.ts';
import { NO_MATERIAL } from '../../nemsis-material.ts';
import { WSDL_SCHEMA } from '../../nemsis-wsdl.ts';
import { ACCOUNT, chart, state } from './state.ts';

const VIOLATION = {
  rule: 'nemSch_e049',
  role: '[ERROR]',
  location: '/*:EMSDataSet[1]/*:eTimes.13[1]',
  message: 'Times <in> order & complete.',
} as const;
const NOTHING_FOUND = { xml_error_count: 0, xml_errors: [], rule_violations: [], custom: [], left_out: 0 };

it.skipIf(WSDL_SCHEMA === undefined)(`speaks as the official WSDL says (else: ${NO_MATERIAL})`, async () => {
  const { client } = await state();
  expect((await client.submit(chart())).kind).toBe('accepted');
  const wrong = await client.submit({ ...chart('2'), xml: '' });
  expect(wrong).toMatchObject({ kind: 'refused', cause: 'fault' });
});

describe('A submission', () => {
  it('reaches the state as XML in the message, and is judged at once', async () => {
    const { server, client } = await state();
    const answer = await client.submit(chart());
    const [taken] = server.taken;
    expect(answer).toStrictEqual({ kind: 'accepted', code: 1, handle: taken?.handle, report: NOTHING_FOUND });
    expect(taken).toMatchObject({
      dataSchema: 61,
      schemaVersion: '3.5.1',
      payload: expect.stringMatching(/^<EMSDataSet xmlns="http:\/\/www\.nemsis\.org".*<Header id="1">/),
    });
  });

  it.each([
    ['EMS', 61],
    ['DEM', 62],
    ['STATE', 65],
  ] as const)('of the data set %s has the schema %i', async (dataSet, number) => {
    const { server, client } = await state();
    await client.submit({ ...chart(), dataSet });
    expect(server.taken[0]?.dataSchema).toBe(number);
  });

  it('is asked about until there is a verdict', async () => {
    const { server, client } = await state({ questionsBeforeVerdict: 3 });
    server.judgeNext({ code: 2, report: reportXml([VIOLATION]) });
    const submitted = await client.submit(chart());
    const handle = server.taken[0]?.handle ?? '';
    expect(submitted).toStrictEqual({ kind: 'pending', code: 0, handle });
    expect(await client.status(handle)).toStrictEqual({ kind: 'pending', code: 10, handle });
    expect(await client.status(handle)).toStrictEqual({ kind: 'pending', code: 0, handle });
    expect(await client.status(handle)).toStrictEqual({
      kind: 'accepted_with_findings',
      code: 2,
      handle,
      report: { ...NOTHING_FOUND, rule_violations: [{ ...VIOLATION, elements: [] }] },
    });
  });

  it("that is refused comes back with the state's report", async () => {
    const { server, client } = await state();
    server.judgeNext({ code: -12, report: reportXml([], [{ ...VIOLATION, rule: 'eTimes.13' }]) });
    expect(await client.submit(chart())).toStrictEqual({
      kind: 'refused',
      cause: 'status',
      code: -12,
      detail: 'status code -12',
      report: {
        ...NOTHING_FOUND,
        xml_error_count: 1,
        xml_errors: [
          {
            description: VIOLATION.message,
            messages: [],
            places: [{ name: 'eTimes.13', xpath: VIOLATION.location }],
          },
        ],
      },
    });
  });

  const submittable = [...STATUS_KINDS].filter(([code]) => code > -40);
  it.each([...submittable, [101, 'accepted'], [-101, 'refused']] as const)(
    'judged %i is %s',
    async (code, kind) => {
      const { server, client } = await state();
      server.judgeNext({ code });
      expect(await client.submit(chart())).toMatchObject({ kind, code });
    },
  );

  it('that the state has already, or that is over its limit, is refused', async () => {
    const { client } = await state({ limitKb: 1 });
    await client.submit(chart());
    expect(await client.submit(chart())).toMatchObject({ kind: 'refused', code: -11 });
    expect(await client.submit(chart('x'.repeat(2000)))).toMatchObject({ kind: 'refused', code: -30 });
  });

  it('with a DOCTYPE is a bug of whoever wrote it', async () => {
    const { client } = await state();
    expect(() => client.submit({ ...chart(), xml: '<!DOCTYPE a><a/>' })).toThrow('DOCTYPE');
  });
});

describe('A question', () => {
  it('about a handle that the state never gave is refused', async () => {
    const { client } = await state();
    expect(await client.status('stranger')).toMatchObject({ kind: 'refused', code: -43 });
  });

  it('for the limit has its answer in KB', async () => {
    const { client } = await state({ limitKb: 512 });
    expect(await client.limit()).toStrictEqual({ kind: 'limit', kb: 512 });
  });
});

it.each([
  [{ password: 'other' }, -1],
  [{ username: 'other' }, -1],
  [{ organization: 'other' }, -3],
])('an account with %j is refused by each operation', async (changes, code) => {
  const { server } = await state();
  const client = soapStateService({
    endpoint: server.url,
    account: { ...ACCOUNT, ...changes },
    reach: 'local',
  });
  const answers = [await client.submit(chart()), await client.status('h'), await client.limit()];
  for (const answer of answers)
    expect(answer).toStrictEqual({ kind: 'refused', cause: 'status', code, detail: `status code ${code}` });
});
