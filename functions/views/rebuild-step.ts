import * as z from 'zod';
import { conclude, concludeDiscard, reopen } from '../../store/views/conclude.ts';
import { type Generations, unsettled } from '../../store/views/generations.ts';
import { NothingToDo, workOn } from '../../store/views/rebuild.ts';
import { isNotNow, type NotNow, take } from '../../store/views/take.ts';
import type { ViewParts } from '../../store/views/view-parts.ts';
import { type RebuildAnswer, RebuildStep, type StepOf } from './rebuild-request.ts';
import { unlikeText } from './unlike.ts';

const refused = (problem: string): RebuildAnswer => ({ kind: 'refused', problem });

const notNow = ({ copies }: NotNow, what: string): RebuildAnswer =>
  refused(`The read model is ${copies.state}: ${what}.`);

/** Begins the work, or goes on with that which is under way: an execution that was broken off is started again. */
const begun = async (
  parts: ViewParts,
  { work, segments }: StepOf<'start'>['input'],
): Promise<Generations | NotNow> => {
  const copies = await parts.table.read();
  const { state } = copies;
  if (work === 'discard') return state === 'discarding' ? copies : take(parts, 'drop');
  if (state !== 'building' && state !== 'ready') return take(parts, 'begin', segments);
  await reopen(parts, copies);
  return copies;
};

const start = async (parts: ViewParts, { input }: StepOf<'start'>): Promise<RebuildAnswer> => {
  const copies = await begun(parts, input);
  if (isNotNow(copies)) return notNow(copies, `there is nothing to ${input.work}; look at its status`);
  const { state, beside, segments } = copies;
  if (beside === undefined || state === 'idle' || state === 'switched')
    throw new Error(`The read model is ${state} after a ${input.work} was begun.`);
  return {
    kind: state,
    generation: beside,
    segments: Array.from({ length: segments }, (_, segment) => segment),
    wait_seconds: Math.ceil(unsettled(copies, parts.now()) / 1000),
    switch: input.switch,
  };
};

const work = async (
  parts: ViewParts,
  { part, segment, generation }: StepOf<'work'>,
  mayGoOn: () => boolean,
): Promise<RebuildAnswer> => {
  try {
    const { done } = await workOn(parts, { part, segment, generation }, mayGoOn);
    return { kind: done ? 'done' : 'unfinished' };
  } catch (error) {
    if (error instanceof NothingToDo) return refused(error.message);
    throw error;
  }
};

const judged = async (parts: ViewParts): Promise<RebuildAnswer> => {
  const verdict = await conclude(parts);
  if (verdict.kind === 'ready') return { kind: 'done' };
  if (verdict.kind === 'unlike') return { kind: 'unlike', problem: unlikeText(verdict.findings) };
  if (verdict.kind === 'unfinished') return refused('Not all of the work is done, so it cannot be judged.');
  return notNow(verdict, 'there is nothing to judge');
};

const switched = async (parts: ViewParts, { generation }: StepOf<'switch'>): Promise<RebuildAnswer> => {
  const { state, live } = await parts.table.read();
  // Asked again, as after an answer that was lost: it is done already.
  if (state === 'switched' && live === generation) return { kind: 'done' };
  const taken = await take(parts, 'switch');
  return isNotNow(taken) ? notNow(taken, 'it cannot be switched') : { kind: 'done' };
};

const discarded = async (parts: ViewParts): Promise<RebuildAnswer> => {
  const { state } = await parts.table.read();
  if (state === 'idle') return { kind: 'done' };
  const ended = await concludeDiscard(parts);
  return isNotNow(ended) ? notNow(ended, 'the deletion has not ended') : { kind: 'done' };
};

/** Whether the copies are about this generation: the one beside, the live one after the switch, or one that is deleted. */
const isOf = async ({ table }: ViewParts, generation: number): Promise<boolean> => {
  const { beside, live, last, state } = await table.read();
  return generation === beside || generation === live || (state === 'idle' && generation <= last);
};

/**
 * One step of the state machine of rebuilds. Each may be asked for twice, because an answer can be lost: the second
 * time it says the same. What cannot be done is an answer, `refused`; what may be done later throws, to be tried again.
 */
export const rebuildStep = async (
  parts: ViewParts,
  asked: unknown,
  mayGoOn: () => boolean,
): Promise<RebuildAnswer> => {
  const { data: step, error } = RebuildStep.safeParse(asked);
  if (!step) return refused(`What was asked for cannot be read. ${z.prettifyError(error)}`);
  if (step.action === 'start') return start(parts, step);
  if (!(await isOf(parts, step.generation)))
    return refused(`There is no generation ${step.generation} any more; look at the status.`);
  if (step.action === 'work') return work(parts, step, mayGoOn);
  if (step.action === 'conclude') return judged(parts);
  return step.action === 'switch' ? switched(parts, step) : discarded(parts);
};
