import { setTimeout as sleep } from 'node:timers/promises';
import { unsettled } from '../../../store/views/generations.ts';
import type { Part } from '../../../store/views/progress.ts';
import { workOn } from '../../../store/views/rebuild.ts';
import { statusOf } from '../../../store/views/status.ts';
import type { ViewParts } from '../../../store/views/view-parts.ts';
import { OperatorFault } from '../cli/fault.ts';
import type { Screen } from '../cli/screen.ts';
import { partText } from './status-text.ts';

const EVERY_MS = 2_000;

/** What a run works with: the ports, where it says how far it is, and when it is told to stop. */
export interface Run {
  readonly parts: ViewParts;
  readonly screen: Screen;
  readonly signal: AbortSignal;
}

const brokenOff = () =>
  new OperatorFault({
    problem: 'Broken off. What was done is kept, and the system goes on as before.',
    advice: 'Go on with "ems view rebuild charts --resume" (or "ems view discard charts").',
  });

const goOn = ({ signal }: Run): void => {
  if (signal.aborted) throw brokenOff();
};

/** Waits until everybody knows of the last change of the copies. */
export const settled = async (run: Run): Promise<void> => {
  for (;;) {
    const wait = unsettled(await run.parts.table.read(), run.parts.now());
    if (wait === 0) return;
    run.screen.progress(`waiting ${Math.ceil(wait / 1000)} s until all functions know of the change`);
    await sleep(wait, undefined, { signal: run.signal }).catch(() => goOn(run));
    goOn(run);
  }
};

const tell = async ({ parts, screen }: Run, part: Part): Promise<void> => {
  const status = (await statusOf(parts)).parts.find((each) => each.part === part);
  if (status) screen.step({ kind: 'progress', ...status }, partText(status));
};

/** All segments to their end, or to the first fault; the others stop at their next page then. */
const allSegments = async (run: Run, part: Part): Promise<void> => {
  const { segments } = await run.parts.table.read();
  const fault = new AbortController();
  const mayGoOn = () => !run.signal.aborted && !fault.signal.aborted;
  const work = async (segment: number) => {
    try {
      await workOn(run.parts, { part, segment }, mayGoOn);
    } catch (error) {
      fault.abort();
      throw error;
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: segments }, (_, segment) => work(segment)));
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
};

/** Works on a part of a rebuild, all its segments side by side, and says every other second how far it is. */
export const workThrough = async (run: Run, part: Part): Promise<void> => {
  const over = new AbortController();
  const telling = (async () => {
    while (!over.signal.aborted) {
      await sleep(EVERY_MS, undefined, { signal: over.signal }).catch(() => undefined);
      await tell(run, part);
    }
  })();
  try {
    await allSegments(run, part);
  } finally {
    over.abort();
    await telling;
  }
  goOn(run);
};
