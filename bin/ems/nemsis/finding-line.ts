import type { Finding } from '../../../schemas/nemsis/finding.ts';

/** A finding for people: how bad it is, the rule, what is wrong, and where. */
export const findingLine = ({ severity, rule, location, message }: Finding): string => {
  const place = location === '' ? '' : `\n      ${location.replaceAll('*:', '')}`;
  return `  ${severity} ${rule}: ${message}${place}`;
};
