import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import type { FunctionEntry } from '../../lib/functions.ts';
import { CREDENTIALS } from '../../local/environment.ts';
import { ROOT } from '../../local/root.ts';
import { LAMBDA_ENVIRONMENT } from '../bundles/environment.ts';
import type { Call } from './call.ts';
import type { Wire } from './wire.ts';

/** What a function did since the last reading: how often it ran and how long, what it logged, and what it asked of AWS. */
export interface Work {
  readonly runs: number;
  /** Milliseconds, each run's started one whole, as Lambda bills them. */
  readonly billed_ms: number;
  readonly log_bytes: number;
  readonly calls: readonly Call[];
}

/** A function in a process of its own, warm. */
export interface WarmFunction {
  invoke(event: unknown): Promise<unknown>;
  take(): Work;
  close(): Promise<void>;
}

const RUNNER = fileURLToPath(new URL('./run-function.ts', import.meta.url));
const Reply = z.object({ result: z.unknown(), ms: z.number() });

const environment = ({ url }: Wire): NodeJS.ProcessEnv => ({
  ...LAMBDA_ENVIRONMENT,
  EVENTS_TABLE: 'events',
  VIEWS_TABLE: 'views',
  KEYS_TABLE: 'keys',
  FEED_TABLE: 'feed',
  EPHEMERAL_TABLE: 'ephemeral',
  ACCESS_TABLE: 'access',
  AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
  AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
  AWS_ENDPOINT_URL: url,
  CONNECTIONS_ENDPOINT: url,
  PUSHES_QUEUE_URL: `${url}/000000000000/pushes`,
  ARCHIVE_QUEUE_URL: `${url}/000000000000/archive`,
  OWN_QUEUE_URL: `${url}/000000000000/own`,
  DEAD_LETTER_QUEUE_URL: `${url}/000000000000/dead-letters`,
  RATE_PER_MINUTE: '1000000',
});

/** The next message of a child; throws when it ends instead, as a handler that throws does. */
const nextReply = async (child: ChildProcess, entry: FunctionEntry): Promise<unknown> => {
  const over = new AbortController();
  const [message] = await Promise.race([
    once(child, 'message', { signal: over.signal }),
    once(child, 'exit', { signal: over.signal }).then(() => {
      throw new Error(`${entry} ended while it was measured; its own words are above.`);
    }),
  ]).finally(() => over.abort());
  return message;
};

/** Starts a function over a wire; it ends with this process, too. */
export const warmFunction = async (entry: FunctionEntry, wire: Wire): Promise<WarmFunction> => {
  const module = join(ROOT, `${entry}.ts`);
  const child = fork(RUNNER, [module], {
    env: environment(wire),
    execArgv: [],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  let work = { runs: 0, billed_ms: 0, log_bytes: 0 };
  child.stdout?.on('data', (chunk: Buffer) => {
    work.log_bytes += chunk.length;
  });
  await nextReply(child, entry);
  return {
    async invoke(event) {
      const reply = nextReply(child, entry);
      child.send({ event });
      const { result, ms } = Reply.parse(await reply);
      work.runs += 1;
      work.billed_ms += Math.ceil(ms);
      return result;
    },
    take() {
      const taken = { ...work, calls: wire.take() };
      work = { runs: 0, billed_ms: 0, log_bytes: 0 };
      return taken;
    },
    async close() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
      await wire.close();
    },
  };
};
