import { join } from 'node:path';
import { CloudFormationClient, paginateDescribeStacks } from '@aws-sdk/client-cloudformation';
import { bootstrap, deploy, type Outputs } from '../../local/deploy.ts';
import { startEngine } from '../../local/engine.ts';
import { CREDENTIALS, REGION } from '../../local/environment.ts';
import { atEngine, mend } from '../../local/mend.ts';
import { ROOT } from '../../local/root.ts';
import type { Say } from '../../local/steps.ts';
import { synthesize } from '../../local/synthesize.ts';

/** A deployed system to measure: how its AWS clients are made, and the outputs of its stacks. */
export interface Target {
  readonly settings: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: typeof CREDENTIALS;
  };
  output(name: string): string;
  close(): Promise<void>;
}

const target = (endpoint: string, outputs: Outputs, close: () => Promise<void>): Target => ({
  settings: { endpoint, region: REGION, credentials: CREDENTIALS },
  output(name) {
    const value = outputs[name];
    if (value !== undefined) return value;
    throw new Error(`The stacks deployed at ${endpoint} have no output ${name}; deploy this version there.`);
  },
  close,
});

/** The system that somebody keeps up at this engine; closing leaves it alone. */
const running = async (endpoint: string): Promise<Target> => {
  const client = new CloudFormationClient({ endpoint, region: REGION, credentials: CREDENTIALS });
  const outputs: [string, string][] = [];
  for await (const { Stacks = [] } of paginateDescribeStacks({ client }, {}))
    for (const { OutputKey = '', OutputValue = '' } of Stacks.flatMap(({ Outputs = [] }) => Outputs))
      outputs.push([OutputKey, OutputValue]);
  return target(endpoint, atEngine(Object.fromEntries(outputs), endpoint), async () => {});
};

/** The stacks on an engine of its own, on a free port; closing ends it. */
const own = async (say: Say): Promise<Target> => {
  say('building templates and bundles');
  const assembly = await synthesize({ assembly: join(ROOT, 'bench', '.cache', 'cdk.out') });
  const engine = await startEngine({}, say);
  const { url } = engine;
  say(`deploying to an engine at ${url}`);
  await bootstrap(url);
  const outputs = await deploy({ url, assembly, say });
  await mend({ url, assembly });
  return target(url, outputs, () => engine.stop());
};

/** Opens the system at a running engine, or deploys one to an engine of its own. */
export const openTarget = (endpoint: string | undefined, say: Say): Promise<Target> =>
  endpoint === undefined ? own(say) : running(endpoint);
