import { becauseOf, type SignedRequest } from '../../functions/commands/ids.ts';
import { isRefusal } from '../../schemas/error.ts';
import type { Caller } from '../../schemas/identity.ts';
import { opening, someChange } from './asks.ts';
import type { Service } from './deploy.ts';
import { type Asked, answered, type Entry, type Ledger } from './ledger.ts';
import type { Plan, PlannedChart } from './plan.ts';
import type { Site } from './site.ts';

/** Who sends commands, to what, and what is written down of it. */
export interface Clients {
  readonly service: Service;
  readonly ledger: Ledger;
}

/** The version of a chart that a client goes by; undefined for an opening, and before it knows of any. */
type Seen = Entry['seen'];

const ATTEMPTS = 4;

/** The request that asks for something; `seen` goes with it as clients send it. */
export const requestOf = (
  { caller, key, params, body }: Asked,
  at: { now: string; id: string },
): SignedRequest => ({
  caller,
  params,
  body,
  headers: { 'idempotency-key': key },
  request_id: at.id,
  trace_id: at.id,
  source_ip: '192.0.2.7',
  now: at.now,
});

/** Sends a command once: the version the server is at where it was refused for that, or what came of it. */
export const send = async (
  { service, ledger }: Clients,
  entry: Entry,
  seen: Seen,
): Promise<'done' | 'refused' | 'unknown' | { readonly serverVersion: number }> => {
  const { asked, done } = entry;
  entry.seen = seen;
  const { scheduler } = service.site;
  const now = new Date(scheduler.now()).toISOString();
  const request = requestOf(asked, { now, id: `request-${entry.command_id.slice(0, 8)}-${scheduler.now()}` });
  const isOpening = asked.operation === 'openChart';
  const change = {
    id: asked.chart.id,
    operation: asked.operation,
    command: asked.command,
    ...(isOpening ? {} : { seen: seen ?? 0 }),
  };
  const what = `${asked.operation} ${asked.key} of ${asked.chart.name}${isOpening ? '' : ` at v${seen ?? 0}`}`;
  const outcome = await service.commands.call(what, (handler) => handler.change(request, change));
  if (outcome.kind !== 'answered') return 'unknown';
  const answer = outcome.value;
  service.site.history.note('clients', `${what} is answered`, [isRefusal(answer) ? answer.code : answer]);
  answered(ledger, entry, { answer, done });
  if (!isRefusal(answer)) return 'done';
  const { server_version } = answer.details;
  return typeof server_version === 'number' ? { serverVersion: server_version } : 'refused';
};

/** A new command, on the ledger. */
const entered = ({ ledger }: Clients, asked: Asked): Entry => {
  const { command_id } = becauseOf(asked.operation, requestOf(asked, { now: '', id: '' }));
  const entry: Entry = { asked, command_id, seen: undefined, done: undefined, refused: undefined };
  ledger.entries.push(entry);
  return entry;
};

const HOUR_MS = 3_600_000;
/** So long functions remember keys and heads: it matters what is asked just before and after. */
const MEMORY_MS = 61_000;

/** How long a client waits before it sends a command again: a moment, or longer than much is remembered. */
const again = ({ random, scheduler }: Site): Promise<void> =>
  scheduler.sleep(random.chance(0.2) ? random.below(90_000) : random.below(2_000));

/** Sends a command until it is answered, with the same key; after a conflict with the version that the server told. */
const sendUntilAnswered = async (clients: Clients, entry: Entry, first: Seen): Promise<Seen> => {
  let seen = first;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const came = await send(clients, entry, seen);
    if (came === 'done') return entry.done;
    if (came === 'refused') return seen;
    if (came !== 'unknown') seen = came.serverVersion;
    await again(clients.service.site);
  }
  return seen;
};

/** How long a client thinks: mostly seconds; sometimes longer than anything is remembered. */
const pause = ({ outage, paceMs }: Plan, { random, scheduler }: Site): Promise<void> => {
  if (outage && random.chance(0.3)) return scheduler.sleep(random.below(20 * HOUR_MS));
  if (random.chance(0.14)) return scheduler.sleep(MEMORY_MS - random.below(4_000));
  return scheduler.sleep(random.chance(0.05) ? random.below(100_000) : random.below(paceMs));
};

/** A client: who it is, which charts it works on, and what it knows of their versions. */
interface Client extends Clients {
  readonly caller: Caller;
  readonly charts: readonly [PlannedChart, ...PlannedChart[]];
  readonly known: Map<string, Seen>;
}

/** The version that a client goes by: the newest, as if it had just read it, or the last that it was told. */
const seenBy = ({ service: { site }, known }: Client, chart: PlannedChart): Seen =>
  site.random.chance(0.3) ? known.get(chart.id) : site.put.findLast(({ pk }) => pk.endsWith(chart.id))?.last;

/** The command as it is on the ledger already: an opening is asked for more than once. */
const sameAs = ({ ledger }: Client, asked: Asked): Entry | undefined =>
  ledger.entries.find(
    ({ asked: { chart, key, caller } }) =>
      chart === asked.chart && key === asked.key && caller === asked.caller,
  );

const work = async (client: Client, n: number): Promise<void> => {
  const { service, caller, charts, known } = client;
  const { random } = service.site;
  const chart = random.pick(charts);
  const seen = seenBy(client, chart);
  const key = `${caller.user_id.slice(0, 4)}-${n}`;
  const isNew = seen === undefined && random.chance(0.9);
  const asked = isNew ? opening(caller, chart) : someChange(random, chart, { caller, key });
  const entry = sameAs(client, asked) ?? entered(client, asked);
  if (random.chance(0.08)) void sendUntilAnswered(client, entry, seen);
  known.set(chart.id, await sendUntilAnswered(client, entry, seen));
};

/** Repeats a command that was done, just as it was sent, or with what is known by now. */
const repeat = async (client: Client): Promise<void> => {
  const { service, ledger, caller, known } = client;
  const { random } = service.site;
  const [first, ...rest] = ledger.entries.filter(({ asked, done }) => asked.caller === caller && done);
  if (!first) return;
  const entry = random.pick([first, ...rest]);
  await send(client, entry, random.chance(0.6) ? entry.seen : known.get(entry.asked.chart.id));
};

/**
 * A client at work: opens charts that others may be opening, changes them by what it knows of their versions, which
 * may be old, sends a command twice at once now and then, and repeats one that was done long ago.
 */
export const clientAtWork = async (clients: Clients, plan: Plan, caller: Caller): Promise<void> => {
  const { site } = clients.service;
  const [first, ...rest] = plan.charts.filter(({ tenant_id }) => tenant_id === caller.tenant_id);
  if (!first) return;
  const client: Client = { ...clients, caller, charts: [first, ...rest], known: new Map() };
  for (let n = 0; n < plan.commandsEach; n += 1) {
    await pause(plan, site);
    await work(client, n);
    if (site.random.chance(0.3)) await repeat(client);
  }
};
