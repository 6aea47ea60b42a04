import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chartWorld, OPENED } from '../chart-world.ts';
import { documentedChart, WRITES } from './chart-writes.ts';

const MARK = 'Zebedee Marker';

/** What nobody expects in the place of a value: other types, empty ones, huge ones, and text that must not come back. */
const junk = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    '',
    ' ',
    MARK,
    [],
    {},
    [MARK],
    { [MARK]: MARK },
    1e308,
    -1,
    0.5,
    '2024-13-45T99:00:00Z',
  ),
  fc.jsonValue(),
);

type Path = readonly (string | number)[];
const pathsOf = (value: unknown, at: Path = []): Path[] => [
  ...(at.length > 0 ? [at] : []),
  ...(typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, each]) => pathsOf(each, [...at, name]))
    : []),
];

const replaced = (value: unknown, [name, ...rest]: Path, by: unknown): unknown => {
  if (name === undefined) return by;
  const inside = (value as Record<string | number, unknown>)[name];
  const changed = replaced(inside, rest, by);
  return Array.isArray(value)
    ? value.map((each, index) => (index === Number(name) ? changed : each))
    : { ...(value as object), [name]: changed };
};

const issuePaths = (body: { error: { details: { issues: { path: string }[] } } }) =>
  body.error.details.issues.map(({ path }) => path);

describe.each(WRITES)('$key', ({ key, asks, params = {} }) => {
  test('with junk in any place of its body is refused without a fault, or it was no junk there', async () => {
    const world = await documentedChart();
    const valid = { version: world.version, ...asks };
    const anywhere = fc.constantFrom(...pathsOf(valid));
    await fc.assert(
      fc.asyncProperty(anywhere, junk, async (place, value) => {
        const before = await world.head();
        const body = replaced({ ...valid, version: before }, place, value);
        const answer = await world.of(key, { params, body });
        if (answer.status === 200 || answer.status === 201) return;
        expect([404, 409, 422]).toContain(answer.status);
        expect(JSON.stringify(answer.body)).not.toContain(MARK);
        expect(await world.head()).toBe(before);
      }),
    );
  });

  test.each(['', '{', '[]', 'null', '5', '"text"', '{"version":1}x', '\u0000'])(
    'with the body %j is refused',
    async (raw) => {
      const world = await documentedChart();
      const { status, body } = await world.of(key, { params, raw });
      expect([status, body.error.code]).toStrictEqual([422, 'VALIDATION_FAILED']);
      expect(await world.head()).toBe(world.version);
    },
  );

  test('with a field that is not known is refused', async () => {
    const world = await documentedChart();
    const { status, body } = await world.of(key, {
      params,
      body: { version: 4, ...asks, tenant_id: 'other' },
    });
    expect([status, issuePaths(body)]).toStrictEqual([422, ['body']]);
    expect(await world.head()).toBe(4);
  });

  test('with an id that is none is refused', async () => {
    const world = await documentedChart();
    const { status, body } = await world.of(key, {
      params: { ...params, id: MARK },
      body: { version: 4, ...asks },
    });
    expect([status, issuePaths(body)]).toStrictEqual([422, ['params.id']]);
    expect(JSON.stringify(body)).not.toContain(MARK);
  });

  test.each(['short', 'x'.repeat(129), 'with a space', 'ümlaut-key'])(
    'with the key "%s" is refused',
    async (idempotencyKey) => {
      const world = await documentedChart();
      const headers = { 'idempotency-key': idempotencyKey };
      const { status, body } = await world.of(key, { params, headers, body: { version: 4, ...asks } });
      expect([status, issuePaths(body)]).toStrictEqual([422, ['headers.idempotency-key']]);
    },
  );
});

test.each([
  {},
  { incident_number: '' },
  { incident_number: '  ' },
  { incident_number: 'x'.repeat(51) },
  { incident_number: 5 },
])('opening with %j is refused', async (body) => {
  const world = chartWorld();
  const answer = await world.open({ body });
  expect([answer.status, issuePaths(answer.body)]).toStrictEqual([422, ['body.incident_number']]);
  expect(await world.events(OPENED.id)).toStrictEqual([]);
});
