import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormationClient, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import * as z from 'zod';
import { readStacks } from './assembly.ts';
import { runCdk } from './cdk.ts';
import { ACCOUNT, CREDENTIALS, REGION } from './environment.ts';
import { atEngine, isLeftOut } from './mend.ts';

/** What a deployment works on: the engine's URL, the assembly's folder, and who is told of its progress. */
export type Deployment = {
  readonly url: string;
  readonly assembly: string;
  readonly say?: (line: string) => void;
};

/** The app's CfnOutputs by name, URLs as they work on the engine. */
export type Outputs = Readonly<Record<string, string>>;

const outputsSchema = z.record(z.string(), z.record(z.string(), z.string()));
const TOOLKIT = 'CDKToolkit';
/** What the CDK writes for references between stacks, not one of the app's own outputs. */
const isOwn = (name: string): boolean => !name.startsWith('ExportsOutput');

async function inFreshFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'fusionems-cdk-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function isBootstrapped(url: string): Promise<boolean> {
  const client = new CloudFormationClient({ endpoint: url, region: REGION, credentials: CREDENTIALS });
  const { StackSummaries = [] } = await client.send(new ListStacksCommand({}));
  return StackSummaries.some(
    ({ StackName, StackStatus }) => StackName === TOOLKIT && StackStatus !== 'DELETE_COMPLETE',
  );
}

/**
 * Gives the engine the CDK's own bucket and roles when it has none yet; in an empty folder, for the cdk command would
 * synthesize the whole app first where it sees a cdk.json.
 * @throws LocalFault `cdk_failed`
 */
export async function bootstrap(url: string): Promise<void> {
  if (await isBootstrapped(url)) return;
  await inFreshFolder((cwd) => runCdk({ url, cwd, args: ['bootstrap', `aws://${ACCOUNT}/${REGION}`] }));
}

/**
 * Deploys every stack of an assembly that the engine can hold, on a bootstrapped engine.
 * @returns the outputs of all stacks as one record, see {@link Outputs}
 * @throws LocalFault `cdk_failed`
 */
export async function deploy({ url, assembly, say = () => {} }: Deployment): Promise<Outputs> {
  const stacks = (await readStacks(assembly)).filter(({ name }) => !isLeftOut(name));
  const each = (line: string): void => {
    if (/^ ?✅ /.test(line)) say(line.replace('✅', '').trim());
  };
  return inFreshFolder(async (folder) => {
    const file = join(folder, 'outputs.json');
    const args = [
      'deploy',
      ...stacks.map(({ id }) => id),
      '--exclusively',
      '--app',
      assembly,
      '--outputs-file',
      file,
    ];
    const speed = ['--method', 'direct', '--concurrency', '4', '--require-approval', 'never'];
    await runCdk({ url, args: [...args, ...speed], each });
    const outputs = outputsSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    const own = Object.values(outputs).flatMap((stack) =>
      Object.entries(stack).filter(([name]) => isOwn(name)),
    );
    return atEngine(Object.fromEntries(own), url);
  });
}
