import { join } from 'node:path';
import { toolEnvironment } from './environment.ts';
import { LocalFault } from './fault.ts';
import { startGroup } from './processes.ts';
import { ROOT } from './root.ts';
import { tailOf } from './tail.ts';

/** One call of the cdk command; `cwd` decides whether it finds a cdk.json; `each` sees every line it prints. */
export type CdkCall = {
  readonly url: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly each?: (line: string) => void;
};

/** The lines that tell why a deployment failed, among the hundreds that tell what it did. */
const TELLING = /fail|error|❌|cannot|denied|unrecognized|not found|timed out/i;

/**
 * Runs the CDK's own command against the engine, so that the app is deployed as on AWS and by the same tool.
 * @throws LocalFault `cdk_failed` with the last telling lines of its output
 */
export async function runCdk({ url, args, cwd = ROOT, each }: CdkCall): Promise<void> {
  const env = {
    ...toolEnvironment(url),
    CI: 'true', // everything on standard output, no prompt, no redrawn lines
    NO_COLOR: '1',
    CDK_HOME: join(ROOT, '.local', 'cdk'), // else it keeps the engine's account among the developer's own
    CDK_DISABLE_VERSION_CHECK: '1',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
  };
  const command = join(ROOT, 'node_modules', '.bin', 'cdk');
  const group = startGroup(command, [...args, '--no-notices'], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const tail = tailOf(group.child, each);
  const end = await group.ended;
  if (end === 'exit code 0') return;
  throw new LocalFault({
    code: 'cdk_failed',
    problem: `cdk ${args[0]} on the engine at ${url} failed (${end}):\n${tail.last(12, TELLING) || tail.last(12)}`,
    advice:
      'A resource type that the engine does not know belongs into the guardrails stack; any other cause is in the lines above.',
  });
}
