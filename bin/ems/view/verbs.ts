import * as z from 'zod';
import type { Generations, Step } from '../../../store/views/generations.ts';
import {
  conclude,
  concludeDiscard,
  type Findings,
  isNotNow,
  take,
  type Verdict,
} from '../../../store/views/rebuild.ts';
import { statusOf } from '../../../store/views/status.ts';
import { OperatorFault } from '../cli/fault.ts';
import type { Session } from '../cli/verb.ts';
import { viewPartsOf } from './parts.ts';
import { statusText } from './status-text.ts';
import { type Run, settled, workThrough } from './work.ts';

/** The read models there are. */
export const ViewName = z.enum(['charts']);

/** What a verb of one read model is asked. */
export const OfView = z.object({ view: ViewName });

/** What `view rebuild` is asked. */
export const Rebuilding = OfView.extend({
  segments: z.coerce.number().int().min(1).max(64),
  resume: z.boolean().default(false),
});
type Rebuilding = z.output<typeof Rebuilding>;

const runOf = async ({ io, screen, target }: Session): Promise<Run> => ({
  parts: viewPartsOf(await target(), io.now),
  screen,
  signal: io.interrupted(),
});

const ADVICE: Record<Generations['state'], string> = {
  idle: 'Begin one with "ems view rebuild charts".',
  building: 'Go on with "ems view rebuild charts --resume", or give it up with "ems view discard charts".',
  ready: 'Switch with "ems view rebuild charts --resume", or give it up with "ems view discard charts".',
  switched: 'Delete the generation kept to switch back to first: "ems view discard charts".',
  discarding: 'Let the deletion end first: "ems view discard charts".',
};

const notNow = (what: string, { state }: Generations) =>
  new OperatorFault({ problem: `The read model is ${state}: ${what}.`, advice: ADVICE[state] });

const taken = async ({ parts }: Run, step: Step, { what, segments }: { what: string; segments?: number }) => {
  const answer = await take(parts, step, segments);
  if (isNotNow(answer)) throw notNow(what, answer.copies);
  return answer;
};

const show = async ({ parts, screen }: Run): Promise<void> => {
  const status = await statusOf(parts);
  screen.result({ kind: 'status', ...status }, statusText(status));
};

const MAY_RESUME: readonly Generations['state'][] = ['building', 'ready'];

const begin = async (run: Run, { resume, segments }: Rebuilding): Promise<Generations> => {
  if (!resume) return taken(run, 'begin', { what: 'no rebuild can begin', segments });
  const copies = await run.parts.table.read();
  if (!MAY_RESUME.includes(copies.state)) throw notNow('there is no rebuild to go on with', copies);
  return copies;
};

const WHY_UNLIKE = 'What a rebuild makes is not what the events say, so it is not switched to';

const checked = (verdict: Verdict): Findings => {
  if (verdict.kind === 'ready') return verdict.findings;
  if (verdict.kind === 'not_now') throw notNow('it cannot be judged', verdict.copies);
  if (verdict.kind === 'unfinished')
    throw new Error('A part of the rebuild is not done though all were worked on.');
  const { verify, early, wrong } = verdict.findings;
  const names = verify.names.length === 0 ? '' : `: ${verify.names.join(', ')}`;
  throw new OperatorFault({
    problem: `${WHY_UNLIKE}: ${verify.streams} charts and ${verify.rows} rows, of the older ones ${verify.early} and ${early}; ${wrong} faults${names}.`,
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

/** Builds a generation beside the live one, compares it with the events, and switches to it. */
export const rebuildView = async (asked: Rebuilding, session: Session): Promise<void> => {
  const run = await runOf(session);
  const { state } = await begin(run, asked);
  if (state === 'building') await build(run);
  await taken(run, 'switch', { what: 'it cannot be switched' });
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

/** Deletes the generation beside the live one, whatever it is kept for. */
export const discardView = async (_: z.output<typeof OfView>, session: Session): Promise<void> => {
  const run = await runOf(session);
  const { state } = await run.parts.table.read();
  if (state !== 'discarding') await taken(run, 'drop', { what: 'there is no generation to delete' });
  await settled(run);
  await workThrough(run, 'discard');
  const ended = await concludeDiscard(run.parts);
  if (isNotNow(ended)) throw notNow('the deletion has not ended', ended.copies);
  await show(run);
};
