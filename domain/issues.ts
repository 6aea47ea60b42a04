import { type Refusal, refuse } from '../schemas/error.ts';

/**
 * One place of a request's body that is wrong, as `elements.0.values.1`, and what is wrong there. `element` is the number of
 * the element that it is about, wherever it is about one; `rule` is the rule of the dictionary that it breaks.
 */
export interface Issue {
  readonly path: string;
  readonly element?: string;
  readonly rule?: string;
  readonly message: string;
}

/** More than these help nobody. */
const MOST = 50;

/**
 * Refuses what was asked, with each place that is wrong by its path from the request, as `body.elements.0.values.1`; after
 * the first fifty only their number is told, at path ''.
 */
export const refuseFor = (message: string, issues: readonly Issue[]): Refusal => {
  const unsaid = issues.length - MOST;
  const more: Issue[] = unsaid > 0 ? [{ path: '', message: `and ${unsaid} places more` }] : [];
  const places = issues.slice(0, MOST).map((issue) => ({ ...issue, path: `body.${issue.path}` }));
  return refuse('VALIDATION_FAILED', message, { issues: [...places, ...more] });
};
