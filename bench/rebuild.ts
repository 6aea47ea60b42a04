import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { Say } from '../local/steps.ts';
import { conclude } from '../store/views/conclude.ts';
import type { Part as Work } from '../store/views/progress.ts';
import { workOn } from '../store/views/rebuild.ts';
import { isNotNow, take } from '../store/views/take.ts';
import { startDynamoDbLocal } from './dynamodb-local/engine.ts';
import { dynamoDbLocalJars } from './dynamodb-local/jars.ts';
import type { Part } from './part.ts';
import { growth } from './rebuild/linear.ts';
import { EVENTS_A_CHART, seed } from './rebuild/seed.ts';
import { openWorld, type World } from './rebuild/world.ts';
import { rounded } from './report/statistics.ts';

const COUNTS = [10_000, 100_000] as const;
const SEGMENTS = 4;

const READING = [
  `Charts of ${EVENTS_A_CHART} events, one a commit (an opening and sets of vital signs with 16 values), in a store of their own each time.`,
  `Fill: every stream is read, opened, folded and its row put. Verify: it is folded again and compared with the row, bit by bit. Count: the rows themselves. In ${SEGMENTS} segments side by side, in one process, as "ems view rebuild" works; the wait until all functions know of the rebuild is left out.`,
  'Events a second of the fill alone, and of all three. Linear: at ten times as many events the rate is the same within 30 %.',
  'Times are of DynamoDB Local in memory, which shares the cores of this machine with the rebuild.',
];

/** Milliseconds that all segments of a part of the rebuild take. */
const timed = async ({ parts }: World, part: Work): Promise<number> => {
  const began = performance.now();
  await Promise.all(
    Array.from({ length: SEGMENTS }, (_, segment) => workOn(parts, { part, segment }, () => true)),
  );
  return performance.now() - began;
};

const rebuilt = async (world: World, say: Say) => {
  const begun = await take(world.parts, 'begin', SEGMENTS);
  if (isNotNow(begun)) throw new Error('The rebuild of a fresh read model could not begin.');
  world.settle();
  const ms = { fill: 0, verify: 0, count: 0 };
  for (const part of ['fill', 'verify', 'count'] as const) {
    ms[part] = await timed(world, part);
    say(`${part}: ${rounded(ms[part] / 1000)} s`);
  }
  const verdict = await conclude(world.parts);
  if (verdict.kind !== 'ready') throw new Error(`The rebuild came to "${verdict.kind}", not to "ready".`);
  return ms;
};

const seeded = async (world: World, events: number, say: Say): Promise<void> => {
  const step = events / 4;
  await seed(world, events, (sofar) => {
    if (sofar % step === 0)
      say(`${sofar.toLocaleString('en')} of ${events.toLocaleString('en')} events written`);
  });
};

const row = async (settings: DynamoDBClientConfig, events: number, say: Say) => {
  const world = await openWorld(settings);
  await seeded(world, events, say);
  const { fill, verify, count } = await rebuilt(world, say);
  world.client.destroy();
  const all = fill + verify + count;
  return {
    events,
    charts: events / EVENTS_A_CHART,
    'fill s': rounded(fill / 1000),
    'verify s': rounded(verify / 1000),
    'count s': rounded(count / 1000),
    'events a second, fill': rounded((events * 1000) / fill),
    'events a second, all': rounded((events * 1000) / all),
  };
};

/** Each store has an engine of its own, so that the second does not carry the first one's items. */
const measured = async (jars: string, events: number, say: Say) => {
  const local = await startDynamoDbLocal(jars);
  try {
    return await row(local.settings, events, say);
  } finally {
    await local.stop();
  }
};

/** How fast a read model is rebuilt from its events, and whether the work grows as their number does. */
export const measureRebuild: Part = async (_options, say) => {
  const jars = await dynamoDbLocalJars(say);
  if (typeof jars !== 'string') return { status: 'skipped', reason: jars.missing };
  const [few, many] = [await measured(jars, COUNTS[0], say), await measured(jars, COUNTS[1], say)];
  const rates = [few, many].map((each) => each['events a second, all']);
  const rows = [
    { ...few, growth: '–' },
    { ...many, growth: growth(rates[0] ?? 0, rates[1] ?? 0) },
  ];
  return {
    status: 'measured',
    tables: [{ title: 'Rebuild of the charts’ read model', rows }],
    reading: READING,
  };
};
