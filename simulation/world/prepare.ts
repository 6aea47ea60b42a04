import { changeChart } from '../../functions/commands/chart-change.ts';
import { isRefusal } from '../../schemas/error.ts';
import { eventStore } from '../../store/event-store.ts';
import { tableKeyRing } from '../../store/keys/table-key-ring.ts';
import { connections } from '../../store/realtime/connections.ts';
import { opening, recording } from './asks.ts';
import { requestOf } from './client.ts';
import { callerOf, type Plan, type PlannedChart } from './plan.ts';
import type { Site } from './site.ts';

/** The keys as somebody has them who remembers nothing. */
export const freshRing = ({ keys, master, scheduler }: Site) =>
  tableKeyRing({ table: keys, master, now: scheduler.now });

/** A store without steps and faults, that remembers nothing. */
export const freshStore = (site: Site) => eventStore(site.commits, freshRing(site), site.scheduler.now);

/** Writes the commits that a chart has before the simulation begins. */
const write = async (site: Site, chart: PlannedChart): Promise<void> => {
  const store = freshStore(site);
  const caller = callerOf(chart.tenant_id, 'ems', 'before');
  for (let n = 0; n < chart.before; n += 1) {
    const asked = n === 0 ? opening(caller, chart) : recording(caller, chart, `before-${n}`);
    const now = new Date(site.scheduler.now()).toISOString();
    const { operation, command } = asked;
    const change = { id: chart.id, operation, command, ...(n === 0 ? {} : { seen: n }) };
    const done = await changeChart(store, requestOf(asked, { now, id: `before-${n}` }), change);
    if (isRefusal(done)) throw new Error(`The chart could not be prepared: ${done.message}`);
  }
};

/** Somebody of the agency listens to the incident of a chart, from the beginning. */
const listen = async (site: Site, { tenant_id, incident_id, name }: PlannedChart): Promise<void> => {
  const listeners = connections(site.connections);
  const connection = { tenant_id, connection_id: `socket-${name}` };
  const now = new Date(site.scheduler.now()).toISOString();
  const { user_id } = callerOf(tenant_id, 'ems', 'listener');
  await listeners.open(connection, { tenant_id, user_id, role: 'ems' }, now);
  await listeners.subscribe(connection, incident_id, now);
};

/** What there is before the simulation begins. */
export const prepare = async (site: Site, { charts, clients }: Plan): Promise<void> => {
  for (const chart of charts) {
    site.history.named(chart.id, chart.name);
    site.history.named(chart.incident_id, `incident of ${chart.name}`);
    await listen(site, chart);
    await write(site, chart);
  }
  for (const [n, { user_id }] of clients.entries()) site.history.named(user_id, `client-${n}`);
};
