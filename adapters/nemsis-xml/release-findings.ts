import type { Finding } from '../../schemas/nemsis/finding.ts';

/** A release without its corrections: 3.5.1 of 3.5.1.250403CP1. */
const standard = (release: string): string => release.split('.').slice(0, 3).join('.');

const finding = (rule: string, severity: Finding['severity'], message: string): Finding => ({
  stage: 'xsd',
  rule,
  severity,
  element: '',
  location: '',
  message,
});

/**
 * What is to be said when a file calls itself one of another release than the schema's. Files do so wrongly, official
 * samples too: one that fits the schema all the same is taken for what it is.
 */
export const otherRelease = (
  said: string | undefined,
  judged: string | undefined,
  breaksSchema: boolean,
): Finding[] => {
  if (said === undefined || judged === undefined || said === judged) return [];
  const both = `The file says that it is of NEMSIS ${said}; it was judged as ${judged}`;
  return breaksSchema && standard(said) !== standard(judged)
    ? [finding('wrong-version', 'FATAL', `${both}, which it does not fit.`)]
    : [finding('other-release', 'WARNING', `${both}.`)];
};
