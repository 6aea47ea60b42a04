import { publishRecords } from '../../functions/events/publish-records.ts';
import { tellBus } from '../../functions/events/tell-bus.ts';
import { rebuildStep } from '../../functions/views/rebuild-step.ts';
import { project } from '../../projections/charts.ts';
import { eventStore } from '../../store/event-store.ts';
import { expiring } from '../../store/expiring.ts';
import { history } from '../../store/feed/history.ts';
import { sweep } from '../../store/feed/sweep.ts';
import { rotateTenantKey } from '../../store/keys/rotate-tenant-key.ts';
import { tenantKeys } from '../../store/keys/tenant-keys.ts';
import type { ViewParts } from '../../store/views/view-parts.ts';
import { copiesIn } from '../aws/row-items.ts';
import type { Following } from '../aws/stream.ts';
import type { Container } from './container.ts';
import type { Deployment } from './deployment.ts';
import { busOf, commitsOf, ringOf } from './ports.ts';
import { stepped } from './stepped.ts';

const SEGMENTS = 2;
const KEY_LIFETIME = { most: 100, lifetime: 300_000 };

/** Tells the bus of what the stream has. */
export const publisher = ({ site, bus }: Deployment, container: Container): Following => {
  const deadLetters = stepped(container, 'publisher-dead-letters', {
    send: async (letter: (typeof site.letters)[number]) => void site.letters.push(letter),
  });
  const parts = { bus: busOf(bus, container), deadLetters };
  return (records) => publishRecords(parts, records);
};

/** Tells the bus of what never reached the feed. */
export const sweeper = ({ site, bus, unexpected }: Deployment, container: Container) => {
  const parts = {
    keys: stepped(container, 'scan', site.places),
    table: stepped(container, 'feed', site.feed),
    history: history(commitsOf(site, container)),
    tell: tellBus(busOf(bus, container)),
    broken: unexpected,
  };
  return () => sweep(parts, SEGMENTS);
};

/** One step of a rebuild of the read model. */
export const rebuilder = ({ site }: Deployment, container: Container) => {
  const ring = ringOf(site, container);
  const parts: ViewParts = {
    table: stepped(container, 'generations', site.generations),
    copies: copiesIn(stepped(container, 'views', site.rows), ring),
    keys: stepped(container, 'scan', site.places),
    store: eventStore(commitsOf(site, container), ring, site.scheduler.now),
    project,
    now: () => new Date(site.scheduler.now()),
  };
  return (asked: unknown) => rebuildStep(parts, asked, () => site.random.chance(0.6));
};

/** Rotates a tenant's key, as an operator does. */
export const rotator = ({ site }: Deployment, container: Container) => {
  const table = stepped(container, 'keys', site.keys);
  const master = stepped(container, 'kms', site.master);
  const known = expiring<Awaited<ReturnType<ReturnType<typeof tenantKeys>['newest']>>>({
    ...KEY_LIFETIME,
    now: site.scheduler.now,
  });
  const parts = { table, tenants: tenantKeys({ table, master, known }) };
  return (tenant_id: string, resume: boolean) =>
    rotateTenantKey(parts, { tenant_id, resume, progress: () => undefined });
};
