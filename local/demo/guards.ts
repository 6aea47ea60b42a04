import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { ApiClient } from './api-client.ts';
import { DemoFault } from './fault.ts';
import type { Session } from './sign-in.ts';

const Chart = z.object({ id: z.string(), version: z.number(), status: z.string() });
const Page = z.object({ items: z.array(Chart.omit({ version: true })), next_cursor: z.string().nullable() });

const LIST_WAIT_MS = 20_000;
const POLL_MS = 200;

/** One chart, as a user sees it. */
export interface Seen {
  readonly api: ApiClient;
  readonly session: Session;
  readonly chartId: string;
}

/** A write with a version that is not the newest is refused, and the answer says which is: gives that version. */
export const conflictingWrite = async ({ api, session, chartId }: Seen, stale: number): Promise<number> => {
  const call = {
    method: 'PATCH',
    path: `/v1/charts/${chartId}/narrative`,
    body: { version: stale, text: 'Written on an old copy.' },
    token: session.token,
    expects: 409,
  } as const;
  const { details } = await api.refused(call, 'VERSION_CONFLICT');
  return z.object({ server_version: z.number() }).parse(details).server_version;
};

/** A change of clinical data that the user's role, or the chart's state, forbids. */
export const forbiddenWrite = async (
  { api, session, chartId }: Seen,
  version: number,
  refusal: { readonly expects: number; readonly code: string },
): Promise<void> => {
  const path = `/v1/charts/${chartId}`;
  const body = { version, situation: { chief_complaint: 'None' } };
  const call = { method: 'PATCH', path, body, token: session.token, expects: refusal.expects } as const;
  await api.refused(call, refusal.code);
};

/** Reads a chart at least as new as a version that was written before. */
export const readAtLeast = async ({ api, session, chartId }: Seen, version: number) => {
  const path = `/v1/charts/${chartId}?min_version=${version}`;
  const chart = await api.call({ method: 'GET', path, token: session.token, expects: 200 }, Chart);
  if (chart.version >= version) return chart;
  throw new DemoFault({
    problem: `GET ${path} answered version ${chart.version}, which is older than was asked for.`,
    advice: 'Look at the query function: min_version must wait for the projection or fold the stream.',
  });
};

/** Whether a list has the chart, looked for page by page. */
const isListed = async ({ api, session, chartId }: Seen, filter: string): Promise<boolean> => {
  let cursor: string | null = '';
  while (cursor !== null) {
    const path: string = `/v1/charts?${filter}&limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
    const page: z.output<typeof Page> = await api.call(
      { method: 'GET', path, token: session.token, expects: 200 },
      Page,
    );
    if (page.items.some(({ id }) => id === chartId)) return true;
    cursor = page.next_cursor;
  }
  return false;
};

/** Waits until the chart is in a list: lists are read models and follow the events, usually within a second. */
export const awaitInList = async (seen: Seen, filter: string): Promise<void> => {
  const deadline = performance.now() + LIST_WAIT_MS;
  while (performance.now() < deadline) {
    if (await isListed(seen, filter)) return;
    await sleep(POLL_MS);
  }
  throw new DemoFault({
    problem: `The list of charts with ${filter} did not show ${seen.chartId} within ${LIST_WAIT_MS / 1000} s.`,
    advice: 'See whether the projection failed: npm run ems -- queue list',
  });
};
