import type { Table } from '../report/result.ts';
import { aMillion, byPrice, costGoal, usedTogether } from './dollars.ts';
import type { PartName, PartUse } from './passage.ts';
import { PRICES, PRICES_OF, type Usage } from './prices.ts';
import type { CommandUse } from './scenes.ts';

type Row = Table['rows'][number];

const TOLD: Readonly<Record<PartName, string>> = {
  append: 'append: API, limits, head, commit',
  bus: 'stream, publisher, bus',
  view: 'read model: queue, row, indexes',
  feed: 'feed: queue, page, marks',
  push: 'push: queue, subscribers, WebSocket',
  archive: 'archive: queue, object',
};

const exact = (value: number): number => Number(value.toFixed(2));
const share = (tables: number, all: number): string => `${Math.round((100 * tables) / all)} %`;

const partRow = (name: string, { usage, requests }: PartUse): Row => {
  const { all, tables } = aMillion(usage);
  return {
    part: name,
    requests: exact(requests),
    'write units': exact(usage.write_units),
    'read units': exact(usage.read_units),
    'queue requests': exact(usage.queue_requests),
    'bus events': exact(usage.bus_events),
    runs: exact(usage.lambda_runs),
    'billed ms': exact(usage.lambda_gb_seconds * 1000),
    'log bytes': Math.round(usage.log_bytes),
    '$ a million': exact(all),
    "of it tables'": share(tables, all),
  };
};

const whole = (use: CommandUse): PartUse =>
  Object.values(use).reduce((a, b) => ({
    usage: usedTogether(a.usage, b.usage),
    requests: a.requests + b.requests,
  }));

const goalOf = ({ usage }: PartUse): Row[string] => costGoal(aMillion(usage).all);

/** What one command used and a million cost, part by part. */
export const partsTable = (scene: string, use: CommandUse): Table => {
  const parts = Object.entries(TOLD).map(([part, told]) => ({
    ...partRow(told, use[part as PartName]),
    goal: '–',
  }));
  const all = whole(use);
  return {
    title: `A command through the system, ${scene}`,
    rows: [...parts, { ...partRow('all', all), goal: goalOf(all) }],
  };
};

const ofWhat = (usage: Usage, dollars: number, priced: keyof Usage): Row => ({
  price: PRICES[priced].what,
  'used by a command': Number(usage[priced].toPrecision(3)),
  '$ a million commands': exact(dollars),
});

/** What a million commands cost by what has a price, the dearest first. */
export const pricesTable = (scene: string, use: CommandUse): Table => {
  const { usage } = whole(use);
  const rows = byPrice(usage).map(({ priced, dollars }) => ofWhat(usage, dollars, priced));
  return { title: `By list prices of ${PRICES_OF.date}, ${PRICES_OF.region}, ${scene}`, rows };
};
