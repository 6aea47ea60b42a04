import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { engineEnvironment } from './environment.ts';
import { LocalFault } from './fault.ts';
import { claimPort } from './port.ts';
import { type ProcessGroup, startGroup } from './processes.ts';
import { tailOf } from './tail.ts';
import { ensureVenv } from './venv.ts';

/**
 * `port`: on 127.0.0.1, any free one when left out. `stateDir`: stop() saves all state there, which the next start with
 * it has again. `auth`: policies are enforced, which `cdk deploy` does not survive.
 */
export type EngineOptions = { readonly port?: number; readonly stateDir?: string; readonly auth?: boolean };

/** An engine to work on: `url` as `http://127.0.0.1:4566`, without a path; `ended` tells how it ended, if it does. */
export type OpenEngine = { readonly url: string; readonly ended: Promise<string>; stop(): Promise<void> };

/** An engine of our own; `pid` leads its process group, and `stop()` leaves none of it. */
export type Engine = OpenEngine & { readonly port: number; readonly pid: number };

const START_MS = 30_000;
const POLL_MS = 50;
const SAVE_MS = 30_000; // a busy machine takes its time to write the state

/** Whether an engine answers at the URL. */
export async function isHealthy(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/_ministack/health`, { signal: AbortSignal.timeout(2_000) }).catch(
    () => undefined,
  );
  return answer?.ok ?? false;
}

/** Waits until the engine answers; answers undefined then, else why it never will. */
async function whyNotReady(url: string, group: ProcessGroup): Promise<string | undefined> {
  for (const deadline = Date.now() + START_MS; Date.now() < deadline; await sleep(POLL_MS)) {
    if (group.child.exitCode !== null || group.child.signalCode !== null)
      return `it ended (${await group.ended})`;
    if (await isHealthy(url)) return undefined;
  }
  return `it did not answer within ${START_MS / 1000} s`;
}

async function stopEngine(group: ProcessGroup, stateDir: string | undefined): Promise<void> {
  await group.stop();
  const end = await group.ended;
  if (stateDir === undefined || end === 'exit code 0') return;
  throw new LocalFault({
    code: 'engine_failed',
    problem: `The AWS engine ended (${end}) without saving its state in ${stateDir}.`,
    advice: 'Deploy anew; what the folder holds is not whole.',
  });
}

/**
 * Starts an AWS engine of the caller's own (MiniStack), with a clean environment and in a process group of its own
 * that ends with the caller however that ends.
 * @param say told when the engine's packages are being installed
 * @returns the engine, answering; its stop() throws LocalFault `engine_failed` when it could not save its state
 * @throws LocalFault `port_taken`, `python_missing`, `python_packages_failed`, `engine_failed`
 */
export async function startEngine(
  { port: wanted, stateDir, auth }: EngineOptions = {},
  say: (line: string) => void = () => {},
): Promise<Engine> {
  if (wanted !== undefined) await claimPort(wanted); // reported before anything is installed
  const python = await ensureVenv(say);
  const port = await claimPort(wanted);
  const url = `http://127.0.0.1:${port}`;
  // Outside of this repository: functions run in there, and Node would take its package.json for theirs.
  const home = await mkdtemp(join(tmpdir(), `fusionems-engine-${port}-`));
  const group = startGroup(python, [join(import.meta.dirname, 'engine-guard.py'), home], {
    cwd: home,
    env: engineEnvironment({ port, home, stateDir, auth }),
    stdio: ['pipe', 'pipe', 'pipe'],
    scratch: home,
    ...(stateDir !== undefined && { graceMs: SAVE_MS }),
  });
  const log = tailOf(group.child);
  const reason = await whyNotReady(url, group);
  const { pid, ended } = group;
  if (reason === undefined) return { url, port, pid, ended, stop: () => stopEngine(group, stateDir) };
  await group.stop();
  throw new LocalFault({
    code: 'engine_failed',
    problem: `The AWS engine did not start on port ${port}: ${reason}.\n${log.last(12)}`,
    advice: 'Remove the folder .venv, so that it is installed anew, and run the command again.',
  });
}
