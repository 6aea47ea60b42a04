import type { BusEntry } from '../../schemas/commit.ts';
import type { FeedTable } from '../../store/feed/feed-table.ts';
import type { History } from '../../store/feed/history.ts';
import { type Fed, sequencer } from '../../store/feed/sequencer.ts';
import { streamKey } from '../../store/stream-key.ts';
import { mayCrash } from './crash.ts';
import type { Case } from './explore.ts';
import { checkAnswer, judge } from './feed-checks.ts';
import {
  A1,
  A2,
  ALL,
  B1,
  type FeedWorld,
  feedWorld,
  look,
  type Message,
  nameOf,
  namesOf,
  TENANT,
} from './feed-world.ts';
import type { Act, Process, Steps } from './process.ts';

type Step = Steps<FeedWorld>['step'];

const steppedTable = (step: Step): FeedTable => ({
  marks: (streams) => step('reads marks', ({ table }) => table.marks(streams)),
  pageAt: (tenantId, from) =>
    step(from === Number.MAX_SAFE_INTEGER ? 'reads the head' : `reads page ${from}`, ({ table }) =>
      table.pageAt(tenantId, from),
    ),
  pagesAfter: (tenantId, from, limit) =>
    step(`reads pages after ${from}`, ({ table }) => table.pagesAfter(tenantId, from, limit)),
  put: (page) => step(`puts page ${page.sk}`, ({ table }) => table.put(page)),
  advance: (marks) => step('writes marks', ({ table }) => table.advance(marks)),
});

const steppedHistory = (step: Step): History => ({
  async *after(name, version) {
    yield* await step(`reads the stream after v${version}`, ({ stored }) =>
      ALL.filter(
        (each) =>
          streamKey(each) === streamKey(name) && each.first_version > version && stored.has(nameOf(each)),
      ),
    );
  },
});

/** So few that the last of three pages is put behind marks that were written. */
const ENTRIES_UNMARKED = 2;

type Instead = (table: FeedTable, step: Step) => FeedTable;

/** A writer stores its commit; that of a version after the first can only be made when the one before is there. */
const writer = (entry: BusEntry): Process<FeedWorld> => {
  const before = nameOf({ ...entry, first_version: entry.first_version - 1 });
  return {
    name: `writer of ${nameOf(entry)}`,
    run: ({ step }) =>
      step(
        'appends',
        ({ stored }) => void stored.add(nameOf(entry)),
        ({ stored }) => entry.first_version === 1 || stored.has(before),
      ),
  };
};

/** The messages that can be taken: of those alike, one. */
const atHand = ({ queue, stored }: FeedWorld): Message[] => {
  const different = new Map(queue.map((message) => [namesOf(message), message]));
  return [...different.values()].filter((told) => told.every((entry) => stored.has(nameOf(entry))));
};

const take = (world: FeedWorld, message: Message): void => {
  const at = world.queue.findIndex((each) => namesOf(each) === namesOf(message));
  world.queue.splice(at, 1);
  world.held += 1;
};

const giveBack = (world: FeedWorld, message: Message): void => {
  world.queue.push(message);
  world.held -= 1;
};

/** What a feeder without a message may do: take one, or go when there will be none. */
const beginnings = (world: FeedWorld): Act<FeedWorld, Message | undefined>[] => {
  if (world.queue.length === 0 && world.held === 0) return [{ does: 'ends', run: () => undefined }];
  return atHand(world).map((message) => ({
    does: `takes ${namesOf(message)}`,
    run: (now) => {
      take(now, message);
      return message;
    },
  }));
};

/** What is in the feed stays there, so it makes no difference when it is looked at. */
const acknowledgement = (told: Message, answer: Fed): Act<FeedWorld> => ({
  does: 'acknowledges',
  apart: true,
  async run(world) {
    await checkAnswer(world.table, told, answer);
    world.held -= 1;
  },
});

/** A feeder takes a message, feeds what it tells of, and lets the queue forget it; and again, with what it knows of the feed. */
const feeder = (instead: Instead): Process<FeedWorld> => ({
  name: 'feeder',
  async run(steps, memory) {
    const told = await steps.choose(beginnings);
    if (!told) return undefined;
    return mayCrash(
      steps,
      (world) => giveBack(world, told),
      async ({ step, choose }) => {
        const remembered = new Map(memory instanceof Map ? memory : []);
        const { add } = sequencer({
          table: instead(steppedTable(step), step),
          history: steppedHistory(step),
          untold: async () => undefined,
          entriesUnmarked: ENTRIES_UNMARKED,
          remembered,
        });
        const answer = await add(TENANT, told);
        await choose(() => [acknowledgement(told, answer)]);
        return remembered;
      },
    );
  },
});

/** Each commit is told of twice, alone. */
export const ALONE: readonly Message[] = [[A1], [A1], [A2], [A2], [B1], [B1]];
/** Each commit is told of twice, each time together with another, and not in order. */
export const TOGETHER: readonly Message[] = [
  [A2, B1],
  [A1, A2],
  [B1, A1],
];

interface FeedOptions {
  readonly messages: readonly Message[];
  readonly crashes?: number;
  /** What a feeder has in place of the table. */
  readonly instead?: Instead;
}

/**
 * The feed of three commits by three writers, each told of twice, while three feeders take whatever message is there.
 * Told of alone these are more than 10²⁰ orders; together, with one crash, more than 10¹⁴.
 */
export const feedCase = ({
  messages,
  crashes = 0,
  instead = (table) => table,
}: FeedOptions): Case<FeedWorld> => ({
  begin: () => feedWorld(messages, crashes),
  look,
  processes: [...ALL.map(writer), ...Array<Process<FeedWorld>>(3).fill(feeder(instead))],
  judge,
});
