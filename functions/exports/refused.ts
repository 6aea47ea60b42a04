import type { Finding, Verdict } from '../../schemas/nemsis/finding.ts';

const verdict = (rule: string, element: string, message: string): Finding => ({
  stage: 'profile',
  rule,
  severity: 'FATAL',
  element,
  location: '',
  message,
});

const refusedFor = (findings: Finding[]): Verdict => ({ valid: false, findings, judgedBy: [] });

/** Nothing is written of a chart whose patient's data was destroyed. */
export const DESTROYED = refusedFor([
  verdict(
    'destroyed',
    '',
    "The data of the chart's patient was destroyed for ever; there is nothing to export.",
  ),
]);

/** An agency that has not said yet who it is. */
export const agencyIncomplete = (missing: readonly string[]): Verdict =>
  refusedFor(
    missing.map((name) =>
      verdict(
        'agency-incomplete',
        name,
        `The agency has not said its ${name}; its admin records it at /v1/agency.`,
      ),
    ),
  );
