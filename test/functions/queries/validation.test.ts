import { describe, expect, test } from 'vitest';
import { judgedByProfile } from '../../../adapters/nemsis-xml/judged-by-profile.ts';
import type { ChartStandard } from '../../../functions/queries/validation-endpoints.ts';
import type { DataSet } from '../../../schemas/nemsis/data-set.ts';
import type { Finding, JudgedBy } from '../../../schemas/nemsis/finding.ts';
import { EMS } from '../../nemsis/dictionaries.ts';
import { idOf, minute, OTHER_TENANT } from '../../sample-chart.ts';
import { caller, chartWorld, OPENED, refused } from '../chart-world.ts';

const GET = 'GET /v1/charts/{id}/validation';
const RELEASE = '3.5.1.250403CP1';
const PROFILE = judgedByProfile(EMS);
const FACTS = {
  agency: { state_id: 'C034', number: '351-C034P2', state: '09', time_zone: 'America/New_York' },
  record: {
    uuid: 'a1500a8d-f414-4ca3-84bc-4e0a7d0ccb15',
    number: 'R-1',
    software: { creator: 'Maker', name: 'Charts', version: '1.0' },
  },
};
const VITALS = '/*:EMSDataSet[1]/*:Header[1]/*:PatientCareReport[1]/*:eVitals[1]/*:eVitals.VitalGroup[1]';
/** The texts of all that a chart must say before anybody takes its report. */
const MANDATORY = [
  ['eResponse.04', '351-1'],
  ['eResponse.05', '2205001'],
  ['eResponse.07', '2207015'],
  ['eResponse.13', 'M7'],
  ['eResponse.14', 'M7'],
  ['eResponse.23', '2223001'],
  ['eDispatch.01', '2301051'],
  ['eTimes.03', '2024-10-07T20:20:00-04:00'],
  ['eTimes.13', '2024-10-07T21:20:00-04:00'],
  ['eDisposition.27', '4227001'],
] as const;

const opened = async (validation: Partial<ChartStandard> = {}) => {
  const world = chartWorld({ validation });
  await world.open();
  return world;
};
const blocking = (findings: Finding[]) => findings.filter(({ severity }) => severity !== 'WARNING');

describe('validation of a chart', () => {
  test('says what is missing, and that the profile alone has judged', async () => {
    const { of } = await opened({ facts: FACTS });
    const { status, body } = await of(GET);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: OPENED.id,
      version: 1,
      release: RELEASE,
      valid: false,
      judged_by: [PROFILE],
    });
    expect(blocking(body.findings).map(({ element }) => element)).toContain('eDisposition.27');
  });

  test('without the facts of the agency says that they are missing', async () => {
    const { of } = await opened();
    const { body } = await of(GET);
    expect(blocking(body.findings)[0]).toMatchObject({ rule: 'agency', element: 'dAgency.01' });
  });

  test('says that nothing blocks once all is said that must be', async () => {
    const { of, projectAll } = await opened({ facts: FACTS });
    const elements = MANDATORY.map(([element, text]) => ({ group: 'root', element, values: [{ text }] }));
    const put = await of('PUT /v1/charts/{id}/elements', { body: { version: 1, elements } });
    expect(put).toStrictEqual({ status: 200, body: { id: OPENED.id, version: 2 } });
    await projectAll();
    const { body } = await of(GET, { query: { min_version: '2' } });
    expect(blocking(body.findings)).toStrictEqual([]);
    expect([body.version, body.valid]).toStrictEqual([2, true]);
    expect(body.findings.length).toBeGreaterThan(20);
  });

  test('joins what the gate of the export finds, which gets a filled data set', async () => {
    const judged: DataSet[] = [];
    const finding: Finding = {
      stage: 'schematron',
      rule: 'nemSch_e001',
      severity: 'WARNING',
      element: 'eTimes.01',
      location: `${VITALS}/*:eVitals.01[1]`,
      message: 'Too early.',
    };
    const by: JudgedBy = {
      stage: 'schematron',
      name: 'national',
      version: '1',
      origin: 'pack',
      sha256: 'ab',
    };
    const { of, projectAll } = await opened({
      facts: FACTS,
      judge: async (dataSet) => {
        judged.push(dataSet);
        return { findings: [finding], judgedBy: [by] };
      },
    });
    const vitals = await of('POST /v1/charts/{id}/vitals', { body: { version: 1, taken_at: minute(3) } });
    await projectAll();
    const { body } = await of(GET, { query: { min_version: '2' } });
    expect(body.findings.at(-1)).toStrictEqual({ ...finding, instance: vitals.body.vital_id });
    expect(body.judged_by).toStrictEqual([PROFILE, by]);
    expect(JSON.stringify(judged)).toContain('7701003');
  });

  test('asks no gate while the agency has not said who it is', async () => {
    const judge = () => Promise.reject(new Error('was asked'));
    const { of } = await opened({ judge });
    expect((await of(GET)).status).toBe(200);
  });

  test('is kept in the access trail', async () => {
    const { of, trail } = await opened();
    await of(GET, { headers: { 'purpose-of-use': 'HQUALIMP' } });
    const subject = `patient/${OPENED.id}`;
    const { items } = await trail.list('lakeside-ems', { subject }, { limit: 9 });
    expect(items).toStrictEqual([
      expect.objectContaining({ subject, operation: 'validateChart', purpose: 'HQUALIMP', time: minute(2) }),
    ]);
  });

  test('of a chart that is not there, or of another agency, finds nothing', async () => {
    const { ask, of } = await opened();
    const notThere = refused(404, { code: 'NOT_FOUND', message: 'There is no such chart.' });
    expect(await ask(GET, { params: { id: idOf(404) } })).toStrictEqual(notThere);
    expect(await of(GET, { caller: caller('admin', OTHER_TENANT) })).toStrictEqual(notThere);
  });

  test('at a version that it does not have yet is a conflict', async () => {
    const { of } = await opened();
    const { status, body } = await of(GET, { query: { min_version: '2' } });
    expect([status, body.error.code]).toStrictEqual([409, 'VERSION_CONFLICT']);
  });

  test('is not for who may not read charts', async () => {
    const { of } = await opened();
    expect((await of(GET, { caller: caller('auditor') })).status).toBe(403);
  });
});
