import { subjectName } from '../../schemas/phi.ts';
import { filesOf } from '../../store/files/chart-files.ts';
import { keysOf, SubjectKeyItem, subjectSk } from '../../store/keys/key-item.ts';
import type { KeyOwner } from '../../store/keys/shredder.ts';
import { type Clients, send } from './client.ts';
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
const rotateKey = async (service: Service, tenant_id: string): Promise<void> => {
  let resume = false;
  await persistently(service, () => {
    const again = resume;
    resume = true;
    return service.rotator.call(`rotate the key of ${tenant_id}`, (rotate) => rotate(tenant_id, again));
  });
};

/** Rotates the key of an agency at some time. */
export const rotation = async (service: Service, { charts: [{ tenant_id }] }: Plan): Promise<void> => {
  const { random, scheduler } = service.site;
  await scheduler.sleep(random.below(12_000));
  await rotateKey(service, tenant_id);
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

/** Whether a key is gone for ever. */
const isTombstone = async (
  { site: { keys } }: Service,
  { tenant_id, subject }: KeyOwner,
): Promise<boolean> => {
  const [item] = await keys.get(keysOf(tenant_id), [subjectSk(subjectName(subject))]);
  return 'destroyed_at' in SubjectKeyItem.parse(item);
};

const REPETITIONS = 3;

/** Repeats the last command that was done before a destruction, just as it was sent. */
const repeatLast = async (clients: Clients, { tenant_id }: KeyOwner): Promise<void> => {
  const entry = clients.ledger.entries.findLast(
    ({ asked, done }) => asked.chart.tenant_id === tenant_id && done,
  );
  for (let n = 0; entry && n < REPETITIONS; n += 1) await send(clients, entry, entry.seen);
};

/** Has somebody's key destroyed. An answer that is lost makes the admin ask again, or give up. */
export const destruction = async (clients: Clients, plan: Plan, owner: KeyOwner): Promise<void> => {
  const { service, ledger } = clients;
  const { random, scheduler, history } = service.site;
  await scheduler.sleep(random.below(500 + plan.paceMs * plan.commandsEach));
  const asked: Destroyed = { owner, done: false, early: false };
  ledger.destroyed.push(asked);
  if (owner.subject.kind === 'patient') uploads(service, asked);
  const caller = callerOf(owner.tenant_id, 'admin', 'admin');
  if (random.chance(0.25)) void rotateKey(service, owner.tenant_id);
  const givesUp = random.chance(0.4);
  await persistently(service, async () => {
    const now = new Date(scheduler.now()).toISOString();
    const request = { caller, owner, request_id: `destruction-${scheduler.now()}`, now };
    const what = `destroy the key of ${owner.subject.kind} ${owner.subject.id}`;
    const outcome = await service.subjects.call(what, (destroy) => destroy(request));
    if (outcome.kind === 'answered') {
      history.note('admin', `${what} is answered with ${outcome.value}`);
      asked.done = outcome.value === 200;
      if (asked.done) asked.early = !(await isTombstone(service, owner));
    }
    return givesUp ? { kind: 'answered' } : outcome;
  });
  if (random.chance(0.5)) await repeatLast(clients, owner);
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
