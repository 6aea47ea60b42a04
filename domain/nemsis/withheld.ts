import type { RequestedExport } from '../../schemas/export.ts';
import type { SubmissionStatus } from '../../schemas/nemsis/submission-plan.ts';
import { isFinished } from '../chart-lifecycle.ts';

/**
 * Why an export of a whole chart stays a file: at the version that it is of, the chart was not completed. Undefined where
 * nothing of the chart keeps it from its state.
 */
export const withheld = ({
  request,
  verdict,
}: Pick<RequestedExport, 'request' | 'verdict'>): SubmissionStatus | undefined => {
  const status = verdict?.chart_status;
  if (request.kind !== 'full' || (status && isFinished(status))) return undefined;
  return {
    state: 'exported',
    turn: 'medic',
    retry: false,
    text:
      `The chart was ${status ?? 'not known'} at this version, so this is a file and is not submitted: ` +
      'complete the chart, then export it again.',
  };
};
