import * as z from 'zod';
import type { ChartWriter } from './chart-writer.ts';
import { DemoFault } from './fault.ts';
import { blockingFirst, countsText, Judgement } from './findings.ts';
import type { Stage } from './stage.ts';

const Validation = Judgement.extend({ valid: z.boolean() });

/** What the medic expects of a validation: may the report be sent, and how many findings are told. */
interface Expected {
  readonly valid: boolean;
  readonly shown: number;
}

/** The medic asks what a report still lacks, while there is time to add it. DemoFault where it is not as expected. */
export const playValidation = async (
  { api, story, sessions }: Stage,
  { chartId, version }: ChartWriter,
  { valid, shown }: Expected,
): Promise<void> => {
  const path = `/v1/charts/${chartId}/validation?min_version=${version}`;
  const { token } = sessions.medic;
  const found = await story.step(
    (validation) => `the medic asks what the report still lacks: ${countsText(validation)}`,
    () => api.call({ method: 'GET', path, token, expects: 200 }, Validation),
  );
  story.findings(blockingFirst(found), shown);
  if (found.valid === valid) return;
  throw new DemoFault({
    problem: `GET ${path} says that the report ${found.valid ? 'lacks nothing' : 'may not be sent'}.`,
    advice: `Compare its findings (${countsText(found)}) with what the demonstration has recorded by then.`,
  });
};
