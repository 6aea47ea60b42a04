import { describe, expect, test } from 'vitest';
import { nemsisEndpoints } from '../../../functions/queries/nemsis-endpoints.ts';
import { dictionariesOf, dictionaryOf, RELEASES } from '../../../schemas/nemsis/releases.ts';
import { minute } from '../../sample-chart.ts';
import { TINY } from '../../schemas/nemsis/tiny-dictionary.ts';
import { type Ask, apiEvent } from '../api-event.ts';
import { caller, PERMISSIVE } from '../chart-world.ts';

const ELEMENTS = 'GET /v1/nemsis/elements';
const CODES = 'GET /v1/nemsis/codes/{list}';
const standard = { releases: RELEASES, dictionaryOf };

const ask = async (
  key: string,
  { caller: who = caller('ems'), ...rest }: Partial<Ask> = {},
  of = standard,
) => {
  const endpoint = nemsisEndpoints(of).find((each) => each.key === key);
  const event = apiEvent(key, 'request-1', { caller: who, ...rest });
  const outcome = await endpoint?.call({ event, limits: PERMISSIVE, trace_id: 'trace-1', now: minute(1) });
  const { statusCode, headers, body = 'null' } = outcome?.answer ?? {};
  return { status: statusCode, headers, body: JSON.parse(body) };
};

describe('the elements of the standard', () => {
  test('are those of the newest release, of reports, unless another is asked for', async () => {
    const { status, body } = await ask(ELEMENTS);
    expect([status, body.release, body.kind, body.elements.length]).toStrictEqual([
      200,
      RELEASES.at(-1),
      'ems',
      453,
    ]);
    const demographic = await ask(ELEMENTS, { query: { kind: 'dem', release: String(RELEASES[0]) } });
    expect([demographic.body.kind, demographic.body.elements.length]).toStrictEqual(['dem', 157]);
  });

  test('may be those of a section', async () => {
    const { body } = await ask(ELEMENTS, { query: { section: 'eNarrative' } });
    expect(body).toMatchObject({
      elements: [
        {
          element: 'eNarrative.01',
          name: 'Patient Care Report Narrative',
          within: 'root',
          section: 'eNarrative',
        },
      ],
      groups: [],
    });
  });

  test('may be those of an older release', async () => {
    const both = {
      releases: ['0.0.1', ...RELEASES],
      dictionaryOf: (release: string, kind: 'EMS' | 'DEM') =>
        dictionaryOf(release, kind) ?? dictionariesOf({ '0.0.1': { EMS: TINY, DEM: TINY } })(release, kind),
    };
    const { body } = await ask(ELEMENTS, { query: { release: '0.0.1' } }, both);
    expect([body.release, body.elements.length]).toStrictEqual(['0.0.1', 6]);
  });

  test.each([
    [{ release: '9.9.9' }, 404],
    [{ section: 'eNone' }, 404],
    [{ kind: 'state' }, 422],
    [{ section: 'eHistory.01' }, 422],
  ])('with %j are refused', async (query, status) => {
    expect((await ask(ELEMENTS, { query })).status).toBe(status);
  });

  test('may be kept by a client for an hour, and asked for again by their tag', async () => {
    const { headers } = await ask(ELEMENTS);
    expect(headers).toMatchObject({ 'cache-control': 'private, max-age=3600' });
    const again = await ask(ELEMENTS, { headers: { 'if-none-match': String(headers?.['etag']) } });
    expect([again.status, again.body]).toStrictEqual([304, null]);
  });

  test('are not for an auditor', async () => {
    expect((await ask(ELEMENTS, { caller: caller('auditor') })).status).toBe(403);
  });
});

describe('a code list', () => {
  test('has labels', async () => {
    expect((await ask(CODES, { params: { list: 'YesNoValues' } })).body).toStrictEqual({
      release: RELEASES.at(-1),
      kind: 'ems',
      list: 'YesNoValues',
      codes: [
        { code: '9923001', label: 'No' },
        { code: '9923003', label: 'Yes' },
      ],
    });
  });

  test.each(['NV', 'PN'])('of the reasons %s is one', async (list) => {
    expect((await ask(CODES, { params: { list } })).body.codes.length).toBeGreaterThan(2);
  });

  test.each([
    [{ list: 'NoSuchList' }, {}, 404],
    [{ list: 'constructor' }, {}, 404],
    [{ list: 'YesNoValues' }, { release: '9.9.9' }, 404],
    [{ list: 'x y' }, {}, 422],
  ])('%j with %j is refused', async (params, query, status) => {
    expect((await ask(CODES, { params, query })).status).toBe(status);
  });
});
