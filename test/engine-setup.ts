import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { bootstrap, deploy } from '../local/deploy.ts';
import { type Engine, startEngine } from '../local/engine.ts';
import { REGION } from '../local/environment.ts';
import { atEngine, mend } from '../local/mend.ts';
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

const deployedState = async (folder: string, assembly: string) => {
  const stateDir = join(folder, 'open');
  const engine = await startEngine({ stateDir }, say);
  try {
    await bootstrap(engine.url);
    const outputs = await deploy({ url: engine.url, assembly, say });
    await mend({ url: engine.url, assembly });
    return { stateDir, outputs };
  } finally {
    await engine.stop();
  }
};

const reopened = async (options: { stateDir: string; auth: boolean }, assembly: string) => {
  const engine = await startEngine(options, say);
  await mend({ url: engine.url, assembly });
  return engine;
};

const seen = (engine: Engine, outputs: Record<string, string>): Deployment => ({
  endpoint: engine.url,
  region: REGION,
  outputs: atEngine(outputs, engine.url),
});

/** Deploys the stacks once and opens them twice, with and without IAM enforced, on free ports of their own. */
export default async function setup(project: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), 'fusionems-test-'));
  const started = performance.now();
  const assembly = await synthesize({ assembly: join(folder, 'cdk.out') });
  const { stateDir, outputs } = await deployedState(folder, assembly);
  const guardedDir = join(folder, 'guarded');
  await cp(stateDir, guardedDir, { recursive: true });
  const open = await reopened({ stateDir, auth: false }, assembly);
  const guarded = await reopened({ stateDir: guardedDir, auth: true }, assembly);
  project.provide('deployment', seen(open, outputs));
  project.provide('guarded', seen(guarded, outputs));
  say(`deployed twice in ${Math.round((performance.now() - started) / 1000)} s`);
  return async () => {
    await Promise.all([open.stop(), guarded.stop()]);
    await rm(folder, { recursive: true, force: true });
  };
}
