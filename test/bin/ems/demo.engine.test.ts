import { afterAll, beforeAll, expect, test } from 'vitest';
import { COLLISION } from '../../../local/demo/collision.ts';
import { OVERDOSE } from '../../../local/demo/overdose.ts';
import { STATE_ACCOUNT } from '../../../local/demo/state-account.ts';
import { type StateServer, startStateServer } from '../../../local/state-server.ts';
import { emsOnDeployment, objectsOf } from './deployed.ts';

const ems = emsOnDeployment();
let state: StateServer;
beforeAll(async () => {
  state = await startStateServer({ account: STATE_ACCOUNT });
});
afterAll(() => state.stop());

/** Everything of both patients that is long enough to be found by accident nowhere. */
const patientData = [OVERDOSE, COLLISION].flatMap(({ patient, situation, location, narrative, signature }) =>
  [patient, situation, location, signature]
    .flatMap((section) => Object.values(section))
    .concat(narrative)
    .filter((value): value is string => typeof value === 'string' && value.length > 4),
);

const DEM = 62;
const EMS = 61;

test('a day is played to its end, again and again, and nothing of a patient is printed', async () => {
  for (const where of [['--state-url', state.url], []]) {
    const { exitCode, out, err } = await ems(['demo', 'play', '--json', ...where]);
    expect(err).not.toContain('error');
    expect(exitCode).toBe(0);
    const told = objectsOf(out);
    const [day] = told.filter(({ kind }) => kind === 'day');
    const people = ['admin', 'medic', 'partner', 'biller', 'auditor'];
    expect(Object.keys(day?.['access_tokens'] ?? {})).toStrictEqual(people);
    expect(told).toContainEqual({
      kind: 'push',
      push: expect.objectContaining({ chart_id: day?.['locked_chart'], status: 'locked' }),
    });
    expect(told).toContainEqual({
      kind: 'findings',
      findings: expect.arrayContaining([expect.objectContaining({ severity: 'WARNING' })]),
      more: expect.any(Number),
    });
    expect(told).toContainEqual(expect.objectContaining({ kind: 'step', title: '  it is accepted' }));
    expect(day).toHaveProperty('export', expect.any(String));
    for (const value of patientData) expect(`${out}${err}`).not.toContain(value);
  }
  expect(state.taken.map(({ dataSchema }) => dataSchema)).toStrictEqual([DEM, EMS, EMS]);
});

test('for people the steps are progress, and the end is a text to copy from', async () => {
  const { out, err } = await ems(['demo', 'play']);
  expect(err).toMatch(/^ +\d+ ms {2}the medic signs in$/m);
  expect(err).toMatch(/^ +push {2}incident\.status_changed locked, version \d+: chart\.status_changed$/m);
  expect(err).toMatch(/^ +\d+ ms {4}it was judged by .+, completeness .+: 0 fatal, 0 errors, \d+ warnings$/m);
  expect(err).toMatch(/^ +error {2}eDisposition\.27 /m);
  expect(out).toMatch(/curl -s -H "Authorization: Bearer \$MEDIC" 'http.*\/v1\/exports\/[0-9a-f-]{36}'/);
  expect(out).toMatch(/curl -s -H "Authorization: Bearer \$BILLER" 'http.*\/v1\/charts\?status=locked'/);
});

test('an API that is not there ends it with what to do', async () => {
  const { exitCode, err } = await ems(['demo', 'play', '--api-url', 'http://127.0.0.1:1']);
  expect(exitCode).toBe(1);
  expect(err).toContain('error: POST http://127.0.0.1:1/v1/auth/sign-in got no answer');
  expect(err).toContain('Check that the system runs there');
});
