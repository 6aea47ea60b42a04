import { readFileSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { REGION } from './environment.ts';
import { ROOT } from './root.ts';

/** Where a started system says how to reach it, for the operators' command in another terminal. */
const DEPLOYMENT_FILE = join(ROOT, '.local', 'deployment.json');

const deploymentSchema = z.object({
  endpoint: z.url(),
  region: z.string(),
  outputs: z.record(z.string(), z.string()),
  pid: z.int(),
});

/** A started system: the engine's URL, its region, the app's outputs, and the process that keeps it up. */
export type DeploymentRecord = z.infer<typeof deploymentSchema>;

/** Writes the file, and takes it away when this process exits, unless another start has written its own since. */
export async function publishDeployment(
  { endpoint, outputs }: Pick<DeploymentRecord, 'endpoint' | 'outputs'>,
  file: string = DEPLOYMENT_FILE,
): Promise<void> {
  const record: DeploymentRecord = { endpoint, region: REGION, outputs, pid: process.pid };
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(deploymentSchema.parse(record), undefined, 2)}\n`);
  process.on('exit', () => withdrawDeployment(file));
}

/** Takes the file away if it is this process's own; see {@link publishDeployment}. */
export function withdrawDeployment(file: string): void {
  const { pid } = deploymentSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  if (pid === process.pid) rmSync(file);
}
