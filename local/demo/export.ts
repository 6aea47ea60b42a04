import { createHash } from 'node:crypto';
import { askExport, type Export, followExport, readExport } from './export-job.ts';
import { DemoFault } from './fault.ts';
import { countsText, judgesText } from './findings.ts';
import type { Stage } from './stage.ts';

/** The states of an export whose file is written; a state may have taken it by then. */
const WRITTEN = ['exported', 'submitted', 'accepted'];
const SHOWN = 5;

const damaged = (what: string): DemoFault =>
  new DemoFault({
    problem: `The file of the export ${what}.`,
    advice: 'Compare the object in the bucket of exports with what the export says of it.',
  });

/** The size of the file that a presigned link gives; DemoFault where it is not, byte for byte, what was told. */
const download = async ({ artifact, download: link }: Export): Promise<number> => {
  if (!artifact || !link) throw damaged('has no link, or nothing is told of it');
  const answer = await fetch(link.url);
  if (!answer.ok) throw damaged(`was not given: ${new URL(link.url).host} answered ${answer.status}`);
  const file = Buffer.from(await answer.arrayBuffer());
  const sha256 = createHash('sha256').update(file).digest('hex');
  if (sha256 !== artifact.sha256)
    throw damaged(`has the SHA-256 ${sha256}, where ${artifact.sha256} was told`);
  return file.length;
};

/**
 * A locked chart becomes a file that a state takes: judged, written, downloaded, and where the agency has an account,
 * taken. Gives the export's id.
 */
export const playExport = async (stage: Stage, chartId: string, isSubmitted: boolean): Promise<string> => {
  const { story } = stage;
  const job = await story.step('the medic asks for the NEMSIS export of the locked chart', () =>
    askExport(stage, chartId),
  );
  const from = await followExport(stage, job, { until: WRITTEN });
  const written = await story.step(
    (read) => `  it was judged by ${judgesText(read)}: ${countsText(read)}`,
    () => readExport(stage, job),
  );
  story.findings(written.findings, SHOWN);
  await story.step(
    (bytes) => `  its file is downloaded: ${bytes} bytes of XML, with the SHA-256 that was told`,
    () => download(written),
  );
  if (!isSubmitted) return job.id;
  await followExport(stage, job, { from, until: ['accepted'] });
  await story.step(
    ({ submission }) => `  the state that it was submitted to says: ${submission?.outcome?.text}`,
    () => readExport(stage, job),
  );
  return job.id;
};
