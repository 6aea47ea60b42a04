import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { bootstrap, deploy } from '../local/deploy.ts';
import { type Engine, startEngine } from '../local/engine.ts';
import { REGION } from '../local/environment.ts';
import { mend } from '../local/mend.ts';
import { synthesize } from '../local/synthesize.ts';

/** The deployed system, as a test sees it. */
export interface Deployment {
  readonly endpoint: string;
  readonly region: string;
  readonly outputs: Readonly<Record<string, string>>;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Where everything is allowed to everyone, as the engine is by default. */
    deployment: Deployment;
    /** The same stacks on an engine that enforces IAM. */
    guarded: Deployment;
  }
}

const say = (line: string) => console.log(`  engine: ${line}`);

const deployed = async (engine: Engine, assembly: string): Promise<Deployment> => {
  await bootstrap(engine.url);
  const outputs = await deploy({ url: engine.url, assembly, say });
  await mend({ url: engine.url, assembly });
  return { endpoint: engine.url, region: REGION, outputs };
};

/** The CDK cannot deploy where IAM is enforced; so what it deployed is saved and opened again, on the same port. */
const enforcing = async (stateDir: string, assembly: string) => {
  const before = await startEngine({ stateDir }, say);
  const deployment = await deployed(before, assembly);
  await before.stop();
  const engine = await startEngine({ stateDir, port: before.port, auth: true }, say);
  return { engine, deployment };
};

/** Deploys the stacks twice, with and without IAM enforced, to engines of the tests' own on free ports. */
export default async function setup(project: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), 'fusionems-test-'));
  const started = performance.now();
  const assembly = await synthesize({ assembly: join(folder, 'cdk.out') });
  const open = await startEngine({}, say);
  project.provide('deployment', await deployed(open, assembly));
  const guarded = await enforcing(join(folder, 'state'), assembly);
  project.provide('guarded', guarded.deployment);
  say(`deployed twice in ${Math.round((performance.now() - started) / 1000)} s`);
  return async () => {
    await Promise.all([open.stop(), guarded.engine.stop()]);
    await rm(folder, { recursive: true, force: true });
  };
}
