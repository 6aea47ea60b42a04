import * as z from 'zod';
import { ViewName } from '../../../functions/views/rebuild-request.ts';
import { unlikeText } from '../../../functions/views/unlike.ts';
import { conclude, concludeDiscard, type Findings, type Verdict } from '../../../store/views/conclude.ts';
import type { Generations } from '../../../store/views/generations.ts';
import { isNotNow } from '../../../store/views/take.ts';
import { OperatorFault } from '../cli/fault.ts';
import type { Session } from '../cli/verb.ts';
import { viewPartsOf } from './parts.ts';
import { discardRemotely, rebuildRemotely } from './remote.ts';
import { notNow, show, taken, underWay } from './steps.ts';
import { type Run, settled, workThrough } from './work.ts';

/** What a verb of one read model is asked. */
export const OfView = z.object({ view: ViewName });

/** What `view discard` is asked. */
export const Discarding = OfView.extend({ remote: z.boolean().default(false) });

/** What `view rebuild` is asked. */
export const Rebuilding = Discarding.extend({
  segments: z.coerce.number().int().min(1).max(64),
  resume: z.boolean().default(false),
  switch: z.boolean().default(true),
});
type Rebuilding = z.output<typeof Rebuilding>;

const runOf = async ({ io, screen, target }: Session): Promise<Run> => ({
  parts: viewPartsOf(await target(), io.now),
  screen,
  signal: io.interrupted(),
});

const begin = async (run: Run, { resume, segments }: Rebuilding): Promise<Generations> =>
  resume ? underWay(run) : taken(run, 'begin', { what: 'no rebuild can begin', segments });

const checked = (verdict: Verdict): Findings => {
  if (verdict.kind === 'ready') return verdict.findings;
  if (verdict.kind === 'not_now') throw notNow('it cannot be judged', verdict.copies);
  if (verdict.kind === 'unfinished')
    throw new Error('A part of the rebuild is not done though all were worked on.');
  throw new OperatorFault({
    problem: unlikeText(verdict.findings),
    advice:
      'Look at the streams named ("ems stream show chart <id>"); then --resume compares again, or "ems view discard charts" gives it up.',
  });
};

const build = async (run: Run): Promise<void> => {
  await settled(run);
  for (const part of ['fill', 'verify', 'count'] as const) await workThrough(run, part);
  const findings = checked(await conclude(run.parts));
  run.screen.step({ kind: 'alike', ...findings }, 'the generation is what the events say, row by row');
};

const rebuildHere = async (run: Run, asked: Rebuilding): Promise<void> => {
  const { state } = await begin(run, asked);
  if (state === 'building') await build(run);
  if (asked.switch) await taken(run, 'switch', { what: 'it cannot be switched' });
};

/** Builds a generation beside the live one, compares it with the events, and switches to it where that is wanted. */
export const rebuildView = async (asked: Rebuilding, session: Session): Promise<void> => {
  const run = await runOf(session);
  if (asked.remote) await rebuildRemotely(run, await session.target(), asked);
  else await rebuildHere(run, asked);
  await show(run);
};

/** Tells how it stands with a read model. */
export const viewStatus = async (_: z.output<typeof OfView>, session: Session): Promise<void> =>
  show(await runOf(session));

/** Makes the generation live again that was before the last switch. */
export const switchBack = async (_: z.output<typeof OfView>, session: Session): Promise<void> => {
  const run = await runOf(session);
  await taken(run, 'switch_back', { what: 'there is no generation to switch back to' });
  await show(run);
};

const discardHere = async (run: Run): Promise<void> => {
  const { state } = await run.parts.table.read();
  if (state !== 'discarding') await taken(run, 'drop', { what: 'there is no generation to delete' });
  await settled(run);
  await workThrough(run, 'discard');
  const ended = await concludeDiscard(run.parts);
  if (isNotNow(ended)) throw notNow('the deletion has not ended', ended.copies);
};

/** Deletes the generation beside the live one, whatever it is kept for. */
export const discardView = async (asked: z.output<typeof Discarding>, session: Session): Promise<void> => {
  const run = await runOf(session);
  if (asked.remote) await discardRemotely(run, await session.target(), asked);
  else await discardHere(run);
  await show(run);
};
