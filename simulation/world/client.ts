import { becauseOf, type SignedRequest } from '../../functions/commands/ids.ts';
import { isRefusal } from '../../schemas/error.ts';
import type { Caller } from '../../schemas/identity.ts';
import { opening, someChange } from './asks.ts';
import type { Service } from './deploy.ts';
import { type Asked, answered, type Entry, type Ledger } from './ledger.ts';
import type { Plan, PlannedChart } from './plan.ts';

/** Who sends commands, to what, and what is written down of it. */
export interface Clients {
  readonly service: Service;
  readonly ledger: Ledger;
}

/** The version of a chart that a client goes by; undefined for an opening, and before it knows of any. */
type Seen = number | undefined;

const ATTEMPTS = 4;

/** The request that asks for something; `seen` goes with it as clients send it. */
export const requestOf = ({ caller, key, params, body }: Asked, at: { now: string; id: string }): SignedRequest => ({
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
export const entered = ({ ledger }: Clients, asked: Asked): Entry => {
  const { command_id } = becauseOf(asked.operation, requestOf(asked, { now: '', id: '' }));
  const entry: Entry = { asked, command_id, done: undefined, refused: undefined };
  ledger.entries.push(entry);
  return entry;
};

/** Sends a command until it is answered, with the same key; after a conflict with the version that the server told. */
const sendUntilAnswered = async (clients: Clients, entry: Entry, first: Seen): Promise<Seen> => {
  const { random, scheduler } = clients.service.site;
  let seen = first;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const came = await send(clients, entry, seen);
    if (came === 'done') return entry.done;
    if (came === 'refused') return seen;
    if (typeof came === 'object') seen = came.serverVersion;
    await scheduler.sleep(random.chance(0.2) ? random.below(90_000) : random.below(2_000));
  }
  return seen;
};

/**
 * A client at work: opens charts that others may be opening, changes them by what it knows of their versions, which
 * may be old, sends a command twice at once now and then, and repeats one that was done long ago.
 */
export const client = async (clients: Clients, plan: Plan, caller: Caller): Promise<void> => {
  const { service, ledger } = clients;
  const { random, scheduler } = service.site;
  const known = new Map<string, Seen>();
  const own = plan.charts.filter(({ tenant_id }) => tenant_id === caller.tenant_id);
  const [first, ...rest] = own;
  if (!first) return;

  const newest = async (chart: PlannedChart): Promise<Seen> => {
    if (random.chance(0.3)) return known.get(chart.id);
    return service.site.put.findLast(({ pk }) => pk.endsWith(chart.id))?.last;
  };
  const work = async (n: number): Promise<void> => {
    const chart = random.pick([first, ...rest]);
    const seen = await newest(chart);
    const key = `${caller.user_id.slice(0, 4)}-${n}`;
    const isNew = seen === undefined && random.chance(0.9);
    const asked = isNew ? opening(caller, chart) : someChange(random, chart, { caller, key });
    const entry = ledger.entries.find(({ asked: { chart: of, key: as, caller: by } }) => of === chart && as === asked.key && by === caller) ?? entered(clients, asked);
    if (random.chance(0.08)) void sendUntilAnswered(clients, entry, seen);
    known.set(chart.id, await sendUntilAnswered(clients, entry, seen));
  };
  const repeat = async (): Promise<void> => {
    const [some, ...others] = ledger.entries.filter(({ asked, done }) => asked.caller === caller && done);
    if (some) {
      const entry = random.pick([some, ...others]);
      await send(clients, entry, known.get(entry.asked.chart.id));
    }
  };
  for (let n = 0; n < plan.commandsEach; n += 1) {
    await scheduler.sleep(pause(plan, random));
    await work(n);
    if (random.chance(0.2)) await repeat();
  }
};

const HOUR_MS = 3_600_000;

/** Mostly seconds; sometimes longer than anything is remembered. */
const pause = ({ outage }: Plan, random: Service['site']['random']): number => {
  if (outage && random.chance(0.3)) return random.below(20 * HOUR_MS);
  return random.chance(0.12) ? random.below(100_000) : random.below(4_000);
};
