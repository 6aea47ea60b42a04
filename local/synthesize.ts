import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { ACCOUNT, REGION, toolEnvironment } from './environment.ts';
import { LocalFault } from './fault.ts';
import { startGroup } from './processes.ts';
import { ROOT } from './root.ts';
import { tailOf } from './tail.ts';

/** Where the app's templates and bundles are written when nothing else is said. */
const ASSEMBLY = join(ROOT, '.build', 'cdk.out');

const cdkJsonSchema = z.object({ app: z.string(), context: z.record(z.string(), z.unknown()).default({}) });

/** Which app, and into which folder; both absolute. */
export type Synthesis = { readonly root?: string; readonly assembly?: string };

/**
 * Writes the CDK app's cloud assembly once, so that deploy and mend read the same templates and bundle nothing twice.
 * It runs the app of cdk.json with its context as the cdk command would, but for the engine's account without asking
 * the engine, which may therefore still be starting.
 * @returns the assembly's folder
 * @throws LocalFault `synthesis_failed` with the app's own last lines
 */
export async function synthesize({ root = ROOT, assembly = ASSEMBLY }: Synthesis = {}): Promise<string> {
  const { app, context } = cdkJsonSchema.parse(JSON.parse(await readFile(join(root, 'cdk.json'), 'utf8')));
  await rm(assembly, { recursive: true, force: true });
  const env = {
    ...toolEnvironment('http://127.0.0.1:0'),
    CDK_OUTDIR: assembly,
    CDK_CONTEXT_JSON: JSON.stringify(context),
    CDK_DEFAULT_ACCOUNT: ACCOUNT,
    CDK_DEFAULT_REGION: REGION,
    CDK_VALIDATION: 'false', // AWS's own rules are checked on the way to AWS; here they would triple the time
  };
  const group = startGroup(app, [], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], shell: true });
  const tail = tailOf(group.child);
  const end = await group.ended;
  if (end === 'exit code 0') return assembly;
  throw new LocalFault({
    code: 'synthesis_failed',
    problem: `The CDK app (${app}) failed (${end}):\n${tail.last(25)}`,
    advice: 'Correct the app and run the command again.',
  });
}
