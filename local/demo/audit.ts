import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { DemoFault } from './fault.ts';
import type { Stage } from './stage.ts';

const Feed = z.object({
  items: z.array(z.object({ seq: z.number(), id: z.string(), version: z.number() })),
  next_after: z.number(),
});
const History = z.object({ version: z.number(), items: z.array(z.object({ version: z.number() })) });
const Verdict = z.object({ ok: z.literal(true), versions: z.number() });
const Reads = z.object({ items: z.array(z.object({ operation: z.string() })).min(1) });

const FEED_WAIT_MS = 20_000;
const POLL_MS = 200;

/** All entries of the agency's feed, page by page; each number is the one before it and one. */
const readFeed = async ({ api, sessions }: Stage) => {
  const { token } = sessions.medic;
  const entries: z.output<typeof Feed>['items'] = [];
  for (let after = -1; ; ) {
    const path = `/v1/events?after=${after}&limit=100`;
    const page = await api.call({ method: 'GET', path, token, expects: 200 }, Feed);
    if (page.items.length === 0) return entries;
    entries.push(...page.items);
    after = page.next_after;
  }
};

const checkGapless = (entries: readonly { readonly seq: number }[]): void => {
  const gap = entries.findIndex(({ seq }, at) => seq !== at);
  if (gap < 0) return;
  throw new DemoFault({
    problem: `The feed's entry ${gap} has the number ${entries[gap]?.seq}.`,
    advice: 'The numbers of a feed have no gap; look at the log of the feed function.',
  });
};

/** Waits until the feed has a chart's version: it follows the events, usually within a second. */
const awaitInFeed = async (stage: Stage, chartId: string, version: number): Promise<void> => {
  const deadline = performance.now() + FEED_WAIT_MS;
  while (performance.now() < deadline) {
    const entries = await readFeed(stage);
    checkGapless(entries);
    if (entries.some((entry) => entry.id === chartId && entry.version >= version)) return;
    await sleep(POLL_MS);
  }
  throw new DemoFault({
    problem: `The feed did not show version ${version} of ${chartId} within ${FEED_WAIT_MS / 1000} s.`,
    advice: 'See whether the feed failed: npm run ems -- queue list',
  });
};

/** The audit of a chart: its history, whether it is whole, who read it, and that the feed has all of it. */
export const playAudit = async (stage: Stage, chartId: string): Promise<void> => {
  const { api, story, sessions } = stage;
  const { token } = sessions.auditor;
  const read = <S extends z.ZodType>(path: string, answer: S) =>
    api.call({ method: 'GET', path: `/v1/audit${path}`, token, expects: 200 }, answer);
  const stream = `/streams/chart/${chartId}`;
  const { version } = await story.step('the auditor reads the history of the locked chart', () =>
    read(stream, History),
  );
  await story.step('and finds it whole, commit by commit', () => read(`${stream}/verify`, Verdict));
  await story.step('and sees who read it', () => read(`/access?subject=patient/${chartId}`, Reads));
  await story.step("the agency's feed has all of it, without a gap", () =>
    awaitInFeed(stage, chartId, version),
  );
};
