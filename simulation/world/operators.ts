import { filesOf } from '../../store/files/chart-files.ts';
import type { Clients } from './client.ts';
import type { Service } from './deploy.ts';
import type { Destroyed } from './ledger.ts';
import { callerOf, type Plan } from './plan.ts';
import { execution } from './rebuild-machine.ts';

const HOUR_MS = 3_600_000;
const ATTEMPTS = 6;

/** Calls something until it answers, some times at most; answers whether it did. */
const persistently = async (
  { site: { scheduler, random } }: Service,
  attempt: () => Promise<{ readonly kind: string }>,
): Promise<boolean> => {
  for (let tries = 0; tries < ATTEMPTS; tries += 1) {
    if ((await attempt()).kind === 'answered') return true;
    await scheduler.sleep(random.below(10_000));
  }
  return false;
};

/** Tells the bus of what never reached the feed. */
export const sweepAll = (service: Service): Promise<boolean> =>
  persistently(service, () => service.sweeper.call('sweep', (sweep) => sweep()));

/** Holds the publisher back for longer than the stream remembers, then sweeps. */
export const outage = async (service: Service): Promise<void> => {
  const { random, scheduler, history } = service.site;
  await scheduler.sleep(random.below(8_000));
  history.note('outage', 'the publisher is away');
  service.changes.hold(true);
  await scheduler.sleep((24 + random.below(12)) * HOUR_MS);
  history.note('outage', 'the publisher is back');
  service.changes.hold(false);
  await scheduler.sleep(random.below(20_000));
  await sweepAll(service);
};

/** Sweeps although nothing is missing, perhaps in the midst of everything. */
export const needlessSweep = async (service: Service): Promise<void> => {
  const { random, scheduler } = service.site;
  await scheduler.sleep(random.below(15_000));
  await sweepAll(service);
};

/** Rotates the key of an agency, and resumes what was broken off. */
export const rotation = async (service: Service, { charts: [{ tenant_id }] }: Plan): Promise<void> => {
  const { random, scheduler } = service.site;
  await scheduler.sleep(random.below(12_000));
  let resume = false;
  await persistently(service, () => {
    const again = resume;
    resume = true;
    return service.rotator.call(`rotate the key of ${tenant_id}`, (rotate) => rotate(tenant_id, again));
  });
};

const LONGEST_UPLOAD_MS = 900_000;

/** A file of the patient's chart, and one whose upload was permitted before, and which arrives later. */
const uploads = ({ site: { fileKeys, random, scheduler, history } }: Service, { owner }: Destroyed): void => {
  const { tenant_id, subject } = owner;
  const place = filesOf({ tenant_id, id: subject.id });
  fileKeys.add(`${place}first`);
  scheduler.after(random.below(LONGEST_UPLOAD_MS), () => {
    history.note('uploads', 'a file arrives', [place]);
    fileKeys.add(`${place}second`);
  });
};

/** Has somebody's key destroyed. An answer that is lost makes the admin ask again, or give up. */
export const destruction = async ({ service, ledger }: Clients, owner: Destroyed['owner']): Promise<void> => {
  const { random, scheduler, history } = service.site;
  await scheduler.sleep(random.below(random.pick([4_000, 15_000])));
  const asked: Destroyed = { owner, done: false };
  ledger.destroyed.push(asked);
  if (owner.subject.kind === 'patient') uploads(service, asked);
  const caller = callerOf(owner.tenant_id, 'admin', 'admin');
  const givesUp = random.chance(0.4);
  await persistently(service, async () => {
    const now = new Date(scheduler.now()).toISOString();
    const request = { caller, owner, request_id: `destruction-${scheduler.now()}`, now };
    const what = `destroy the key of ${owner.subject.kind} ${owner.subject.id}`;
    const outcome = await service.subjects.call(what, (destroy) => destroy(request));
    if (outcome.kind === 'answered') {
      history.note('admin', `${what} is answered with ${outcome.value}`);
      asked.done = outcome.value === 200;
    }
    return givesUp ? { kind: 'answered' } : outcome;
  });
};

/** Rebuilds the read model while everything goes on; switches or not, and perhaps deletes what is beside. */
export const rebuilds = async (service: Service, { rebuilds: count }: Plan): Promise<void> => {
  const { random, scheduler, history } = service.site;
  for (let n = 0; n < count; n += 1) {
    await scheduler.sleep(random.below(10_000));
    const input = { segments: random.between(1, 3), switch: random.chance(0.6) };
    for (let tries = 0; tries < 3; tries += 1) {
      const came = await execution(service, { work: 'rebuild', ...input });
      history.note('rebuild', `the execution ends: ${came}`);
      if (came === 'done') break;
    }
    if (random.chance(0.5)) await execution(service, { work: 'discard', ...input });
  }
};
