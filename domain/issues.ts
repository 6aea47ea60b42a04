import { type Refusal, refuse } from '../schemas/error.ts';

/** One place of a request that is wrong, and what is wrong there; `element` names it where it is one of the standard. */
export interface Issue {
  readonly path: string;
  readonly element?: string;
  readonly rule?: string;
  readonly message: string;
}

/** More than these help nobody. */
const MOST = 50;

/** Refuses what was asked, with each place that is wrong; after the first fifty only their number is told, at path ''. */
export const refuseFor = (message: string, issues: readonly Issue[]): Refusal => {
  const unsaid = issues.length - MOST;
  const more: Issue[] = unsaid > 0 ? [{ path: '', message: `and ${unsaid} places more` }] : [];
  return refuse('VALIDATION_FAILED', message, { issues: [...issues.slice(0, MOST), ...more] });
};
