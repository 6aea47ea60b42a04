import { after, type Generations, type Step } from './generations.ts';
import type { ViewParts } from './view-parts.ts';

/** A step that the state of the copies does not allow, or that somebody else took first. */
export interface NotNow {
  readonly kind: 'not_now';
  readonly copies: Generations;
}

/** Whether a step was refused. */
export const isNotNow = (answer: Generations | NotNow): answer is NotNow => 'kind' in answer;

/** Takes a step in the life of the copies: the copies after it, or what they are where it cannot be taken. */
export const take = async (
  { table, now }: Pick<ViewParts, 'table' | 'now'>,
  step: Step,
  segments?: number,
): Promise<Generations | NotNow> => {
  const copies = await table.read();
  const next = after(copies, step, now());
  if (!next) return { kind: 'not_now', copies };
  const changed = segments === undefined ? next : { ...next, segments };
  if ((await table.change(changed)) === 'changed') return changed;
  return { kind: 'not_now', copies: await table.read() };
};
