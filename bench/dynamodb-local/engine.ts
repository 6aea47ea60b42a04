import { setTimeout as sleep } from 'node:timers/promises';
import { CREDENTIALS, REGION } from '../../local/environment.ts';
import { claimPort } from '../../local/port.ts';
import { type ProcessGroup, startGroup } from '../../local/processes.ts';
import { tailOf } from '../../local/tail.ts';

/** A DynamoDB of one's own, in memory. */
export interface DynamoDbLocal {
  readonly settings: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: typeof CREDENTIALS;
  };
  stop(): Promise<void>;
}

const START_MS = 60_000;
const POLL_MS = 200;
const MAIN = 'com.amazonaws.services.dynamodbv2.local.main.ServerRunner';

/** It answers a request without a signature with 400 as soon as it answers at all. */
const answers = async (endpoint: string): Promise<boolean> =>
  (await fetch(endpoint, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined)) !== undefined;

const isReady = async (endpoint: string, { child }: ProcessGroup): Promise<boolean> => {
  for (const deadline = Date.now() + START_MS; Date.now() < deadline; await sleep(POLL_MS)) {
    if (child.exitCode !== null || child.signalCode !== null) return false;
    if (await answers(endpoint)) return true;
  }
  return false;
};

/**
 * Starts DynamoDB Local on a free port, in a process group of its own that ends with this process.
 * @param jars the folder that holds it and all it needs
 * @throws when it does not answer within a minute, with its last lines
 */
export const startDynamoDbLocal = async (jars: string): Promise<DynamoDbLocal> => {
  const port = await claimPort();
  const endpoint = `http://127.0.0.1:${port}`;
  const args = [`-Djava.library.path=${jars}`, '-cp', `${jars}/*`, MAIN, '-inMemory', '-port', String(port)];
  const stdio = ['ignore', 'pipe', 'pipe'] as const;
  const group = startGroup('java', args, { cwd: jars, env: process.env, stdio: [...stdio] });
  const log = tailOf(group.child);
  const settings = { endpoint, region: REGION, credentials: CREDENTIALS };
  if (await isReady(endpoint, group)) return { settings, stop: () => group.stop() };
  await group.stop();
  throw new Error(
    `DynamoDB Local did not answer on port ${port}: ${log.last(8)}\nRemove bench/.cache and run it again.`,
  );
};
