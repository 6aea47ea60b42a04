import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { type Failure, Ran } from './messages.ts';

/** Which seeds are run, with which bug planted, by how many processes. */
export interface Work {
  readonly seeds: number;
  readonly from: number;
  readonly mutation?: string | undefined;
  readonly processes: number;
}

/** What the seeds came to: how many were run, and the lowest that failed. */
export interface Done {
  readonly ran: number;
  readonly failure: Failure | undefined;
}

/** Few enough that the processes end at about the same time, and that a failure is soon told. */
const CHUNK = 16;
const WORKER = join(import.meta.dirname, '../worker.ts');

/** A worker ended although there was work for it. */
class WorkerLost extends Error {
  override readonly name = 'WorkerLost';

  constructor(code: unknown) {
    super(`A process of the simulation ended with ${code}; what it wrote stands above.`);
  }
}

const lower = (a: Failure | undefined, b: Failure | undefined): Failure | undefined =>
  a && b ? (a.seed < b.seed ? a : b) : (a ?? b);

/**
 * Runs seeds in several processes, which take them in their order, a few at once. After a failure no more are begun, and
 * those that were are run to their end: so all seeds below the one that is told have passed.
 */
export const runInProcesses = (work: Work, progress: (ran: number) => void): Promise<Done> => {
  const end = work.from + work.seeds;
  let next = work.from;
  let ran = 0;
  let failure: Failure | undefined;
  const workers = new Set<ChildProcess>();

  const handOut = (worker: ChildProcess): void => {
    const seeds = failure ? 0 : Math.min(CHUNK, end - next);
    if (seeds <= 0) {
      workers.delete(worker);
      worker.disconnect();
      return;
    }
    worker.send({ from: next, seeds });
    next += seeds;
  };
  return new Promise((resolve, reject) => {
    const hear = (worker: ChildProcess) => (message: unknown) => {
      const done = Ran.parse(message);
      ran += done.seeds;
      failure = lower(failure, done.failure);
      progress(ran);
      handOut(worker);
      if (workers.size === 0) resolve({ ran, failure });
    };
    const lost = (worker: ChildProcess) => (code: unknown) => {
      if (!workers.delete(worker)) return;
      for (const other of workers) other.kill();
      workers.clear();
      reject(new WorkerLost(code));
    };
    const processes = Math.max(1, Math.min(work.processes, Math.ceil(work.seeds / CHUNK)));
    for (let n = 0; n < processes; n += 1) {
      const worker = fork(WORKER, work.mutation === undefined ? [] : [work.mutation]);
      workers.add(worker);
      worker.on('message', hear(worker)).on('exit', lost(worker)).on('error', lost(worker));
    }
  });
};
