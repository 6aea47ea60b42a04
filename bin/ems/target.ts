import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CloudFormationClient, paginateDescribeStacks } from '@aws-sdk/client-cloudformation';
import { z } from 'zod';
import { OperatorFault } from './cli/fault.ts';
import type { Screen } from './cli/screen.ts';

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

const LocalDeployment = z.object({
  endpoint: z.url(),
  region: z.string().min(1),
  outputs: z.record(z.string(), z.string()),
  pid: z.int().min(1),
});
type LocalDeployment = z.infer<typeof LocalDeployment>;

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

const readIfThere = (file: string): Promise<string | undefined> =>
  readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const parsedDeployment = (text: string, file: string): LocalDeployment => {
  try {
    return LocalDeployment.parse(JSON.parse(text));
  } catch (error) {
    throw new OperatorFault({
      problem: `${file} does not describe a local deployment (${error instanceof z.ZodError ? 'wrong form' : 'not JSON'}).`,
      advice: 'Remove it and run "npm start" again, or name a stage on AWS with --stage.',
    });
  }
};

const localTarget = ({ endpoint, region, outputs, pid }: LocalDeployment, file: string): Target => {
  if (!isRunning(pid))
    throw new OperatorFault({
      problem: `The local deployment of ${file} has ended: process ${pid} is gone.`,
      advice: 'Run "npm start" and leave it running, or work on AWS with --target aws --stage <stage>.',
    });
  // The engine accepts this one fixed key; it is no secret and opens nothing else.
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return { name: 'local', client: { endpoint, region, credentials }, outputs };
};

const stackOutputs = async (stage: string): Promise<Target['outputs']> => {
  const outputs: Record<string, string> = {};
  for await (const page of paginateDescribeStacks({ client: new CloudFormationClient({}) }, {})) {
    const ours = (page.Stacks ?? []).filter((stack) => stack.StackName?.startsWith(`fusionems-${stage}-`));
    for (const { OutputKey, OutputValue } of ours.flatMap((stack) => stack.Outputs ?? []))
      if (OutputKey && OutputValue) outputs[OutputKey] = OutputValue;
  }
  return outputs;
};

const awsTarget = async (stage: string | undefined): Promise<Target> => {
  if (!stage)
    throw new OperatorFault({
      problem: 'No system to work on: no local deployment was found, and no stage on AWS is named.',
      advice: 'Run "npm start" for a local one, or name the stage with --stage <stage>.',
      exitCode: 2,
    });
  return { name: 'aws', client: {}, outputs: await stackOutputs(stage) };
};

/**
 * The system to work on: the local deployment when its file is there, else a stage on AWS with the operator's own
 * credentials; `--target` forces one of them. Says on the screen which it is.
 */
export const openTarget = async (options: TargetOptions, screen: Screen): Promise<Target> => {
  const text = options.target === 'aws' ? undefined : await readIfThere(options.deployment);
  if (text !== undefined) {
    const target = localTarget(parsedDeployment(text, options.deployment), options.deployment);
    screen.progress(`target: local deployment at ${target.client.endpoint}`);
    return target;
  }
  if (options.target === 'local')
    throw new OperatorFault({
      problem: `There is no local deployment: ${options.deployment} is not there.`,
      advice: 'Run "npm start" and leave it running; it writes that file.',
    });
  const target = await awsTarget(options.stage);
  screen.progress(`target: AWS, stage ${options.stage}`);
  return target;
};

/** An output of the target's stacks, by its name; a fault when the deployment has none of that name. */
export const outputOf = ({ name, outputs }: Target, output: string): string => {
  const value = outputs[output];
  if (value !== undefined) return value;
  throw new OperatorFault({
    problem: `The ${name} deployment has no stack output ${output}.`,
    advice:
      'Deploy it again with this version ("npm run deploy", or "npm start"), and check the stage and region.',
  });
};
