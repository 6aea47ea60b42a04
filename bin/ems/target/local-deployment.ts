import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { OperatorFault } from '../cli/fault.ts';

const LocalDeployment = z.object({
  endpoint: z.url(),
  region: z.string().min(1),
  outputs: z.record(z.string(), z.string()),
  pid: z.int().min(1),
});
type LocalDeployment = z.infer<typeof LocalDeployment>;

const textOf = (file: string): Promise<string | undefined> =>
  readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });

const parsedDeployment = (text: string, file: string): LocalDeployment => {
  try {
    return LocalDeployment.parse(JSON.parse(text));
  } catch (error) {
    throw new OperatorFault({
      problem: `${file} does not describe a local deployment (${error instanceof z.ZodError ? 'wrong form' : 'not JSON'}).`,
      advice:
        'Remove it and run "npm start" again, or name a stage on AWS with --target aws --stage <stage>.',
    });
  }
};

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/**
 * The local deployment that a file tells of, or undefined when there is no such file. A file left behind by a process
 * that was killed is a fault, and never a reason to work on AWS instead.
 */
export const readLocalDeployment = async (file: string): Promise<LocalDeployment | undefined> => {
  const text = await textOf(file);
  if (text === undefined) return undefined;
  const deployment = parsedDeployment(text, file);
  if (isRunning(deployment.pid)) return deployment;
  throw new OperatorFault({
    problem: `The local deployment of ${file} has ended: its process ${deployment.pid} is gone.`,
    advice: 'Run "npm start" and leave it running, or work on AWS with --target aws --stage <stage>.',
  });
};
