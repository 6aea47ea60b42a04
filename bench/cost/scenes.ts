import { NOTHING_USED, usedEach, usedTogether } from './dollars.ts';
import { archived, type PartName, type PartUse, passage } from './passage.ts';
import type { OpenedChart, System } from './system.ts';

/** How many commands are sent at once, to a chart each, and how many sets of charts are written so. */
interface Scene {
  readonly name: string;
  readonly atOnce: number;
  readonly sets: number;
}

/** Commands on each chart: they have their share of snapshots, and a chart has about as many. */
const ROUNDS = 20;
const WARM_UP = 60;

/** One command alone, and ten at once: enough of them for the feed to write its marks once, as it does now and then. */
const SCENES: readonly Scene[] = [
  { name: 'one command alone', atOnce: 1, sets: 5 },
  { name: 'ten commands at once', atOnce: 10, sets: 3 },
];

/** Commands of an agency that the archive's window of five minutes holds: one every fifteen seconds. */
export const ARCHIVED_TOGETHER = 20;

/** What one command used, part by part. */
export type CommandUse = Readonly<Record<PartName, PartUse>>;

const NONE: PartUse = { usage: NOTHING_USED, requests: 0 };

const together = (all: readonly PartUse[]): PartUse =>
  all.reduce((a, b) => ({ usage: usedTogether(a.usage, b.usage), requests: a.requests + b.requests }), NONE);

const each = ({ usage, requests }: PartUse, count: number): PartUse => ({
  usage: usedEach(usage, count),
  requests: requests / count,
});

/** Opens charts and lets their first commits through, so that every function is warm and knows the keys. */
const opened = async (system: System, count: number): Promise<readonly OpenedChart[]> => {
  const charts: OpenedChart[] = [];
  for (let chart = 0; chart < count; chart += 1) charts.push(await system.open());
  const passed = await passage(system, charts);
  await archived(system, passed.grown);
  return passed.charts;
};

/** Sends commands nobody counts, until the functions' code is compiled as that of a warm container is. */
const warmUp = async (system: System): Promise<void> => {
  let charts = await opened(system, 1);
  for (let round = 0; round < WARM_UP; round += 1) charts = (await passage(system, charts)).charts;
};

type Passages = Record<PartName, PartUse[]>;

/** Rounds in one window of the archive: as many commands as it holds, ten of them at once in any case. */
const roundsTogether = (atOnce: number): number => Math.ceil(ARCHIVED_TOGETHER / atOnce);

/** Writes a set of charts to their end. */
const writeSet = async (system: System, atOnce: number, all: Passages): Promise<void> => {
  let charts = await opened(system, atOnce);
  const grown: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const passed = await passage(system, charts);
    for (const part of ['append', 'bus', 'view', 'feed', 'push'] as const) all[part].push(passed.used[part]);
    grown.push(...passed.grown);
    if ((round + 1) % roundsTogether(atOnce) === 0) all.archive.push(await archived(system, grown.splice(0)));
    charts = passed.charts;
  }
};

/** Sends a scene's commands through the system, and gives what one of them used. */
const played = async (system: System, { atOnce, sets }: Scene): Promise<CommandUse> => {
  const all: Passages = { append: [], bus: [], view: [], feed: [], push: [], archive: [] };
  for (let set = 0; set < sets; set += 1) await writeSet(system, atOnce, all);
  const of = (part: PartName) => each(together(all[part]), atOnce * ROUNDS * sets);
  return {
    append: of('append'),
    bus: of('bus'),
    view: of('view'),
    feed: of('feed'),
    push: of('push'),
    archive: of('archive'),
  };
};

/** Plays every scene, after a warm-up that nobody counts. */
export const playedAll = async (
  system: System,
  told: (name: string) => void,
): Promise<readonly (readonly [string, CommandUse])[]> => {
  await warmUp(system);
  told('warmed up');
  const all: (readonly [string, CommandUse])[] = [];
  for (const scene of SCENES) {
    all.push([scene.name, await played(system, scene)]);
    told(scene.name);
  }
  return all;
};
