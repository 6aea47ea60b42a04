import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { api } from '../../../functions/http/api.ts';
import { feedEndpoints } from '../../../functions/queries/feed-endpoints.ts';
import type { Role } from '../../../schemas/identity.ts';
import { feed } from '../../../store/feed/feed.ts';
import { memoryFeedTable } from '../../../store/feed/memory-feed-table.ts';
import { sequencer } from '../../../store/feed/sequencer.ts';
import { CONTEXT } from '../../phi-scene.ts';
import { OTHER_TENANT, TENANT } from '../../sample-chart.ts';
import { historyOf, told, unheard } from '../../store/feed/sample-feed.ts';
import { apiEvent } from '../api-event.ts';
import { caller, PERMISSIVE } from '../chart-world.ts';

const Answer = z.object({ statusCode: z.number(), body: z.string() });

const world = async (commits: number) => {
  const table = memoryFeedTable();
  const { add } = sequencer({ table, history: historyOf([]), untold: unheard });
  for (let n = 0; n < commits; n += 1) await add(TENANT, [told(TENANT, n, 1)]);
  await add(OTHER_TENANT, [told(OTHER_TENANT, 99, 1)]);
  const handler = api(feedEndpoints(feed(table)), PERMISSIVE);
  return async (query: Record<string, string> = {}, role: Role = 'ems') => {
    const event = apiEvent('GET /v1/events', 'request-1', { caller: caller(role), query });
    const { statusCode, body } = Answer.parse(await handler(event, CONTEXT));
    return { status: statusCode, body: JSON.parse(body) };
  };
};

describe('GET /v1/events', () => {
  test("gives the caller's own feed, page by page, without a gap", async () => {
    const ask = await world(5);
    const seen: number[] = [];
    for (let after = -1; ; ) {
      const { body } = await ask({ after: String(after), limit: '2' });
      if (body.items.length === 0) break;
      seen.push(...body.items.map(({ seq }: { seq: number }) => seq));
      after = body.next_after;
    }
    expect(seen).toStrictEqual([0, 1, 2, 3, 4]);
  });

  test('shows the whole entry but the tenant', async () => {
    const ask = await world(1);
    const {
      tenant_id: _,
      command_id: __,
      correlation_id: ___,
      causation_id: ____,
      ...kept
    } = told(TENANT, 0, 1);
    expect(await ask()).toStrictEqual({
      status: 200,
      body: { items: [{ ...kept, seq: 0, type: ['incident.updated'] }], next_after: 0 },
    });
  });

  test('beyond the end gives nothing, and the same place to go on from', async () => {
    const ask = await world(2);
    expect((await ask({ after: '7' })).body).toStrictEqual({ items: [], next_after: 7 });
  });

  test.each([
    ['auditor', 200],
    ['billing', 200],
    ['vendor', 403],
    ['founder', 403],
  ] as const)('asked by %s: %i', async (role, status) => {
    expect((await (await world(1))({}, role)).status).toBe(status);
  });

  test.each([{ after: '-2' }, { after: 'x' }, { limit: '501' }, { limit: '0' }])(
    'refuses %o',
    async (query) => {
      expect((await (await world(0))(query)).status).toBe(422);
    },
  );
});
