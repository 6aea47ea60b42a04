import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import type { Say } from '../../local/steps.ts';
import type { Table } from '../report/result.ts';
import { rounded } from '../report/statistics.ts';

const Reply = z.strictObject({ reports: z.int(), rss_mb: z.number(), live_mb: z.number() });
type Reply = z.infer<typeof Reply>;

const WORKER = fileURLToPath(new URL('./report-worker.ts', import.meta.url));
const SECONDS = 10;

/** The next message of a worker; throws when it ends instead. */
const told = async (worker: ChildProcess): Promise<unknown> => {
  const over = new AbortController();
  const [message] = await Promise.race([
    once(worker, 'message', { signal: over.signal }),
    once(worker, 'exit', { signal: over.signal }).then(() => {
      throw new Error('A process that writes and judges reports ended; its own words are above.');
    }),
  ]).finally(() => over.abort());
  return message;
};

const askedFor = async (worker: ChildProcess): Promise<Reply> => {
  worker.send(SECONDS * 1000);
  return Reply.parse(await told(worker));
};

const rowOf = (replies: readonly Reply[]): Table['rows'][number] => {
  const reports = replies.reduce((sum, reply) => sum + reply.reports, 0);
  return {
    processes: replies.length,
    reports,
    'reports a second': rounded(reports / SECONDS),
    'in use MB of one': rounded(Math.max(...replies.map(({ live_mb }) => live_mb))),
    'RSS MB of one': rounded(Math.max(...replies.map(({ rss_mb }) => rss_mb))),
  };
};

/** Reports written and judged a second, in one process and in two side by side. */
export const measureThroughput = async (
  { material, packs }: { material: string; packs: string },
  say: Say,
): Promise<Table> => {
  const workers = [1, 2].map(() => fork(WORKER, [material, packs], { execArgv: ['--expose-gc'] }));
  try {
    await Promise.all(workers.map(told));
    say(`two processes are warm; each works ${SECONDS} s alone or with the other`);
    const alone = await Promise.all(workers.slice(0, 1).map(askedFor));
    const both = await Promise.all(workers.map(askedFor));
    return {
      title: 'Map, write and whole gate, in turns of the three cases',
      rows: [rowOf(alone), rowOf(both)],
    };
  } finally {
    for (const worker of workers) worker.kill();
  }
};
