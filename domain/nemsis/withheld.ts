import type { ExportVerdict, RequestedExport } from '../../schemas/export.ts';
import type { SubmissionStatus } from '../../schemas/nemsis/submission-plan.ts';
import { isFinished } from '../chart-lifecycle.ts';
import { stays } from './submission-end.ts';

const notCompleted = (status: ExportVerdict['chart_status']): SubmissionStatus =>
  stays(
    'medic',
    `The chart was ${status ?? 'not known'} at this version, so this is a file and is not submitted: ` +
      'complete the chart, then export it again.',
  );

const refusedDemographics = ({ counts: { fatal, error } }: Pick<ExportVerdict, 'counts'>): SubmissionStatus =>
  stays(
    'agency_admin',
    "The agency's demographic data has to reach the state before this, and is not valid " +
      `(${fatal} FATAL, ${error} ERROR), so nothing was sent: correct it as its findings say, then export the chart again.`,
  );

/**
 * Why an export of a whole chart stays a file, before its state is asked anything: at the version that it is of the chart
 * was not completed, or the demographic data that goes first did not pass the gate. Undefined where nothing keeps it, and
 * once its state was asked: what has begun goes on.
 */
export const withheld = ({
  request,
  verdict,
  demographics,
  submission,
}: Omit<RequestedExport, 'status' | 'artifact'>): SubmissionStatus | undefined => {
  if (request.kind !== 'full' || submission) return undefined;
  const status = verdict?.chart_status;
  if (!(status && isFinished(status))) return notCompleted(status);
  return demographics && refusedDemographics(demographics);
};
