import { describe, expect, it } from 'vitest';
import { STATUS_TEXTS } from '../../../domain/nemsis/status-texts.ts';
import { type Asked, answerStatus, codeStatus } from '../../../domain/nemsis/submission-status.ts';
import { STATUS_KINDS } from '../../../schemas/nemsis/status-code.ts';
import { NO_MATERIAL } from '../../nemsis-material.ts';
import { WSDL_CODES } from '../../nemsis-wsdl.ts';

const chart: Asked = { dataSet: 'EMS', by: 'submit' };
const question: Asked = { dataSet: 'EMS', by: 'poll' };

const line = (code: number, asked: Asked) => {
  const { state, turn, retry } = codeStatus(code, asked);
  return `${code}: ${state}, ${turn}${retry ? ', again' : ''}`;
};

describe('A status code', () => {
  it('comes to this in answer to a submission', () => {
    expect([...STATUS_KINDS.keys()].sort((a, b) => b - a).map((code) => line(code, chart))).toStrictEqual([
      '10: submitted, state',
      '6: accepted, medic',
      '5: accepted, nobody',
      '4: accepted, nobody',
      '3: accepted, nobody',
      '2: accepted, medic',
      '1: accepted, nobody',
      '0: submitted, state',
      '-1: rejected, agency_admin',
      '-2: rejected, agency_admin',
      '-3: rejected, agency_admin',
      '-4: rejected, agency_admin',
      '-5: rejected, agency_admin',
      '-11: submitted, agency_admin',
      '-12: rejected, agency_admin',
      '-13: rejected, medic',
      '-14: rejected, medic',
      '-15: rejected, agency_admin',
      '-16: rejected, medic',
      '-20: exported, state, again',
      '-21: exported, state, again',
      '-22: exported, state, again',
      '-30: rejected, agency_admin',
      '-40: submitted, agency_admin',
      '-41: submitted, agency_admin',
      '-42: submitted, agency_admin',
      '-43: submitted, agency_admin',
      '-50: exported, state, again',
      '-51: exported, state, again',
    ]);
  });

  it('that is about the question leaves the verdict open', () => {
    expect([-1, -5, -14, -20, 0].map((code) => line(code, question))).toStrictEqual([
      '-1: submitted, agency_admin',
      '-5: submitted, agency_admin',
      '-14: rejected, medic',
      '-20: submitted, state, again',
      '0: submitted, state',
    ]);
    expect(codeStatus(-1, question).text).toMatch(
      /^What became of it cannot be asked\. The state does not know/,
    );
  });

  it("gives demographic data back to the agency's admin, never to a medic", () => {
    expect([2, -14].map((code) => line(code, { dataSet: 'DEM', by: 'submit' }))).toStrictEqual([
      '2: accepted, agency_admin',
      '-14: rejected, agency_admin',
    ]);
  });

  it('that nobody documented is a refusal, and says so; a custom one counts by its sign', () => {
    expect([7, 51, 100, -6, -60, -100, -101, 101].map((code) => line(code, chart))).toStrictEqual([
      '7: rejected, agency_admin',
      '51: rejected, agency_admin',
      '100: rejected, agency_admin',
      '-6: rejected, agency_admin',
      '-60: rejected, agency_admin',
      '-100: rejected, agency_admin',
      '-101: rejected, agency_admin',
      '101: accepted, nobody',
    ]);
    expect(codeStatus(7, chart).text).toContain('a code that the standard does not have (7)');
    expect(codeStatus(-101, chart).text).toContain('a code of its own (-101)');
  });

  it('has a text of its own, which ends a sentence', () => {
    expect([...STATUS_TEXTS.keys()].sort()).toStrictEqual([...STATUS_KINDS.keys()].sort());
    for (const { text } of STATUS_TEXTS.values()) expect(text).toMatch(/^[A-Z].*\.$/);
    expect(new Set([...STATUS_TEXTS.values()].map(({ text }) => text)).size).toBe(STATUS_TEXTS.size);
  });

  it.skipIf(WSDL_CODES.size === 0)(`is known for each that the WSDL lists (else: ${NO_MATERIAL})`, () => {
    const listed = [...new Set([...WSDL_CODES.values()].flat())].filter((code) => code !== 51);
    expect(listed.sort()).toStrictEqual([...STATUS_KINDS.keys()].sort());
  });
});

describe('An answer without a code', () => {
  it.each([
    [
      { kind: 'refused', cause: 'http', detail: 'HTTP 404' },
      'agency_admin',
      /No NEMSIS web service.*HTTP 404.*address/,
    ],
    [
      { kind: 'refused', cause: 'fault', detail: 'soap:Client: no' },
      'agency_admin',
      /cannot use.*soap:Client: no/,
    ],
    [
      { kind: 'server_error', cause: 'unreachable', detail: 'ENOTFOUND' },
      'state',
      /cannot be reached \(ENOTFOUND\)/,
    ],
    [{ kind: 'server_error', cause: 'time_limit', detail: 'no answer' }, 'state', /too slow \(no answer\)/],
    [{ kind: 'server_error', cause: 'http', detail: 'HTTP 503' }, 'state', /has an error \(HTTP 503\)/],
    [{ kind: 'unreadable', detail: 'No envelope.' }, 'state', /cannot be read \(No envelope\.\)/],
  ] as const)('%j says the cause', (answer, turn, text) => {
    const status = answerStatus(answer, chart);
    expect(status).toStrictEqual({
      state: 'exported',
      turn,
      retry: turn === 'state',
      text: expect.stringMatching(text),
    });
    expect(answerStatus(answer, question).state).toBe('submitted');
  });

  it('is told from one with a code', () => {
    expect(answerStatus({ kind: 'refused', cause: 'status', code: -14, detail: '' }, chart)).toStrictEqual(
      codeStatus(-14, chart),
    );
    expect(answerStatus({ kind: 'pending', code: 0, handle: 'h' }, chart)).toStrictEqual(
      codeStatus(0, chart),
    );
  });
});
