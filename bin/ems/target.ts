import { join } from 'node:path';
import * as z from 'zod';
import { OperatorFault } from './cli/fault.ts';
import type { Screen } from './cli/screen.ts';
import { readLocalDeployment } from './target/local-deployment.ts';
import { stageOutputs } from './target/stage-outputs.ts';

/** How a verb is told where to work. */
export const TargetOptions = z.object({
  target: z.enum(['local', 'aws']).optional(),
  stage: z
    .string()
    .regex(/^[a-z][a-z0-9]{1,11}$/, '2 to 12 lower-case letters or digits, a letter first')
    .optional(),
  deployment: z.string().default(join(import.meta.dirname, '..', '..', '.local', 'deployment.json')),
});
type TargetOptions = z.output<typeof TargetOptions>;

/** A deployed system: how its AWS clients are made, and the outputs of its stacks by name. */
export interface Target {
  readonly name: 'local' | 'aws';
  /** Configuration of any AWS client; on AWS all of it comes from the operator's own environment. */
  readonly client: {
    readonly endpoint?: string;
    readonly region?: string;
    readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  readonly outputs: Readonly<Record<string, string>>;
}

/** The one key that the local engine takes; it is no secret and opens nothing else. */
const LOCAL_KEY = { accessKeyId: 'test', secretAccessKey: 'test' };

const localTarget = async (file: string): Promise<Target | undefined> => {
  const found = await readLocalDeployment(file);
  if (!found) return undefined;
  const { endpoint, region, outputs } = found;
  return { name: 'local', client: { endpoint, region, credentials: LOCAL_KEY }, outputs };
};

const noLocal = (file: string) =>
  new OperatorFault({
    problem: `There is no local deployment: ${file} is not there.`,
    advice: 'Run "npm start" and leave it running; it writes that file.',
  });

const noStage = () =>
  new OperatorFault({
    problem: 'No system to work on: no local deployment was found, and no stage on AWS is named.',
    advice: 'Run "npm start" for a local one, or name the stage with --stage <stage>.',
    exitCode: 2,
  });

/**
 * The system to work on: the local deployment when its file is there, else a stage on AWS with the operator's own
 * credentials; `--target` forces one of them. Says on the screen which it is.
 */
export const openTarget = async (options: TargetOptions, screen: Screen): Promise<Target> => {
  const local = options.target === 'aws' ? undefined : await localTarget(options.deployment);
  if (local) {
    screen.progress(`target: local deployment at ${local.client.endpoint}`);
    return local;
  }
  if (options.target === 'local') throw noLocal(options.deployment);
  if (options.stage === undefined) throw noStage();
  screen.progress(`target: AWS, stage ${options.stage}`);
  return { name: 'aws', client: {}, outputs: await stageOutputs(options.stage) };
};

/** An output of the target's stacks, by its name; a fault when the deployment has none of that name. */
export const outputOf = ({ name, outputs }: Target, output: string): string => {
  const value = outputs[output];
  if (value !== undefined) return value;
  throw new OperatorFault({
    problem: `The ${name} deployment has no stack output ${output}.`,
    advice:
      'Deploy it again with this version ("npm run deploy", or "npm start"), and check stage and region.',
  });
};
