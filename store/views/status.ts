import { totalOf } from './conclude.ts';
import { type Generations, unsettled } from './generations.ts';
import { Part, type Progress } from './progress.ts';
import type { ViewParts } from './view-parts.ts';

/** How far a part of the work is. `of` is how much there is in all, as far as that is known; rates are a second's. */
export interface PartStatus {
  readonly part: Part;
  readonly done: boolean;
  readonly worked: number;
  readonly of: number | undefined;
  readonly per_second: number;
  readonly seconds_left: number | undefined;
  readonly wrong: number;
}

/** Which copies there are, how long until everybody knows of the last change, and how far the work on them is. */
export interface ViewStatus {
  readonly copies: Generations;
  readonly wait_ms: number;
  readonly parts: readonly PartStatus[];
}

/** What a part is measured by. */
const MEASURE = { fill: 'commits', verify: 'streams', count: 'rows', discard: 'rows' } as const;

const seconds = (own: readonly Progress[]): number => {
  const began = Math.min(...own.map(({ started }) => Date.parse(started)));
  const last = Math.max(...own.map(({ at }) => Date.parse(at)));
  return (last - began) / 1000;
};

/** How much there is in all: about, where only the table itself knows it; exactly, where the fill has counted it. */
const wholeOf = async ({ keys }: ViewParts, all: readonly Progress[], segments: number) => {
  const fill = totalOf(all, 'fill', segments);
  const streams = fill.done ? fill.tally.streams : undefined;
  return { fill: await keys.estimate(), verify: streams, count: streams, discard: undefined };
};

const partStatus = (
  part: Part,
  { own, segments, of }: { own: readonly Progress[]; segments: number; of: number | undefined },
): PartStatus => {
  const { tally, done } = totalOf(own, part, segments);
  const worked = tally[MEASURE[part]];
  const took = seconds(own);
  const per_second = took > 0 ? Math.round(worked / took) : 0;
  const isKnown = of !== undefined && per_second > 0;
  const left = isKnown ? Math.ceil(Math.max(0, of - worked) / per_second) : undefined;
  return {
    part,
    done,
    worked,
    of: done ? worked : of,
    per_second,
    seconds_left: done ? 0 : left,
    wrong: tally.wrong,
  };
};

/** How it stands with a read model: what an operator is shown, while a rebuild runs and at any other time. */
export const statusOf = async (parts: ViewParts): Promise<ViewStatus> => {
  const copies = await parts.table.read();
  const { beside, segments } = copies;
  const all = beside === undefined ? [] : await parts.table.progress(beside);
  const whole = await wholeOf(parts, all, segments);
  const begun = Part.options.filter((part) => all.some((each) => each.part === part));
  return {
    copies,
    wait_ms: unsettled(copies, parts.now()),
    parts: begun.map((part) =>
      partStatus(part, { own: all.filter((each) => each.part === part), segments, of: whole[part] }),
    ),
  };
};
