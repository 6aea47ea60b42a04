import { type Clients, send } from './client.ts';
import type { Service } from './deploy.ts';
import { sweepAll } from './operators.ts';
import { execution } from './rebuild-machine.ts';

const LONGEST_MEMORY_MS = 61_000;
const ATTEMPTS = 4;

/** Ends a rebuild that was broken off, so that what is beside the live copy is whole, or gone. */
const endRebuild = async (service: Service): Promise<void> => {
  const input = { segments: 2, switch: false };
  for (let tries = 0; tries < ATTEMPTS; tries += 1) {
    const { state } = await service.site.generations.read();
    if (state !== 'building' && state !== 'discarding') return;
    const work = state === 'building' ? 'rebuild' : 'discard';
    const came = await execution(service, { work, ...input });
    service.site.history.note('rebuild', `the last execution ends: ${came}`);
  }
};

/** Every command is sent once more: whoever was told that it is done is told the same; all others learn it now. */
const repeatAll = async (clients: Clients): Promise<void> => {
  for (const entry of clients.ledger.entries) {
    const last = clients.service.site.put.findLast(({ pk }) => pk.endsWith(entry.asked.chart.id))?.last;
    await send(clients, entry, last);
  }
};

/** Somebody waits for something that never comes. */
export class StillWaiting extends Error {
  override readonly name = 'StillWaiting';

  constructor() {
    super('Somebody waits for an answer, and there is nothing left that may give one.');
  }
}

/** Lets everything go on until there is nothing left to do; then the work must be done. */
export const atRest = async ({ site: { scheduler } }: Service, work: Promise<unknown>): Promise<void> => {
  const done = work.then(() => true);
  await scheduler.rest();
  if (!(await Promise.race([done, Promise.resolve(false)]))) throw new StillWaiting();
};

/** Brings everything to rest: faults end, what was given up is sent again, what was forgotten is swept up. */
export const settle = async (clients: Clients): Promise<void> => {
  const { service } = clients;
  const { scheduler, faults, history, queues } = service.site;
  const rested = (work: Promise<unknown>): Promise<void> => atRest(service, work);
  history.note('settle', 'all faults end');
  faults.end();
  const all = Object.values(queues);
  await rested(Promise.resolve(all.map((queue) => queue.redrive())));
  if (service.changes.forgotten > 0) await rested(sweepAll(service));
  await rested(endRebuild(service));
  await rested(scheduler.sleep(LONGEST_MEMORY_MS));
  history.note('settle', 'every command is sent once more');
  await rested(repeatAll(clients));
};
