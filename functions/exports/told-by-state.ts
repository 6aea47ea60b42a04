import { stateFindings } from '../../domain/nemsis/state-findings.ts';
import { MOST_FINDINGS } from '../../schemas/export.ts';
import type { LimitAnswer, SubmissionAnswer } from '../../schemas/nemsis/state-answer.ts';
import type { StateFinding } from '../../schemas/nemsis/state-finding.ts';

type Answer = SubmissionAnswer | LimitAnswer;

/** Longer words of a state are cut, so that a job fits into the store. */
const MOST_LETTERS = 400;

const cut = (text: string): string =>
  text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS - 1)}…` : text;

const isQuoted = (answer: Answer): answer is Extract<Answer, { cause: string }> =>
  'cause' in answer && (answer.cause === 'fault' || answer.cause === 'status');

/** An answer without the words of the state, which may quote a patient's data: those are kept with the findings, sealed. */
export const discreet = <A extends Answer>(answer: A): A =>
  isQuoted(answer)
    ? { ...answer, detail: answer.code === undefined ? 'a fault' : `status code ${answer.code}` }
    : answer;

const quoted = (answer: Answer): StateFinding[] =>
  isQuoted(answer)
    ? [{ stage: 'state', rule: answer.cause, severity: 'error', location: '', message: answer.detail }]
    : [];

/** All that a state says in an answer, as it is kept. */
export const toldByState = (answer: Answer): StateFinding[] =>
  [...quoted(answer), ...('report' in answer && answer.report ? stateFindings(answer.report) : [])]
    .slice(0, MOST_FINDINGS)
    .map((finding) => ({
      ...finding,
      location: cut(finding.location),
      message: cut(finding.message),
    }));
