import { afterEach, expect, test } from 'vitest';
import { ApiClient } from '../../../local/demo/api-client.ts';
import { awaitInList, conflictingWrite, readAtLeast, type Seen } from '../../../local/demo/guards.ts';
import { type Got, type Reply, serve } from './http-double.ts';

const open: { close(): void }[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

const seen = async (answer: (got: Got) => Reply): Promise<{ seen: Seen; got: Got[] }> => {
  const { url, got, server } = await serve(answer);
  open.push(server);
  const session = { email: 'medic@candlewood-ems.example', token: 'T', refreshToken: 'R' };
  return { seen: { api: new ApiClient(url), session, chartId: 'c1' }, got };
};

const chart = (id: string, version = 3) => ({ id, version, status: 'locked' });
const page = (ids: readonly string[], next_cursor: string | null): Reply => ({
  status: 200,
  body: { items: ids.map((id) => chart(id)), next_cursor },
});

test('a list is walked page by page until the chart is met', async () => {
  const { seen: where, got } = await seen(({ path }) =>
    path.includes('cursor=') ? page(['c1'], 'never') : page(['a', 'b'], 'x/y='),
  );
  await awaitInList(where, 'status=locked');
  expect(got.map(({ path }) => path)).toStrictEqual([
    '/v1/charts?status=locked&limit=100',
    '/v1/charts?status=locked&limit=100&cursor=x%2Fy%3D',
  ]);
});

test('a list that follows later is asked again', async () => {
  let asked = 0;
  const { seen: where } = await seen(() => {
    asked += 1;
    return asked < 3 ? page(['a'], null) : page(['c1'], null);
  });
  await awaitInList(where, 'status=locked');
  expect(asked).toBe(3);
});

test('a conflict gives the newest version', async () => {
  const error = { code: 'VERSION_CONFLICT', message: '', details: { server_version: 7 }, trace_id: 't' };
  const { seen: where, got } = await seen(() => ({ status: 409, body: { error } }));
  expect(await conflictingWrite(where, 6)).toBe(7);
  expect(JSON.parse(got[0]?.body ?? '')).toHaveProperty('version', 6);
});

test('a read that is older than was asked for is a fault', async () => {
  const { seen: where } = await seen(() => ({ status: 200, body: chart('c1', 3) }));
  expect(await readAtLeast(where, 3)).toStrictEqual(chart('c1', 3));
  await expect(readAtLeast(where, 4)).rejects.toMatchObject({
    problem: 'GET /v1/charts/c1?min_version=4 answered version 3, which is older than was asked for.',
  });
});
