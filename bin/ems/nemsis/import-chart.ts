import * as z from 'zod';
import * as decider from '../../../domain/chart.ts';
import type { ImportedChart } from '../../../domain/nemsis/data-set-to-chart.ts';
import { type AskedEntries, putElementsBy } from '../../../domain/nemsis/put-elements.ts';
import { type ReportingAgency, saidByAgency } from '../../../domain/nemsis/said-by-agency.ts';
import { derivedId } from '../../../functions/commands/ids.ts';
import { type CommandDone, runCommand } from '../../../functions/commands/run-command.ts';
import type { ChartCommand } from '../../../schemas/chart/commands.ts';
import { isRefusal, type Refusal, refuse } from '../../../schemas/error.ts';
import type { Dictionary } from '../../../schemas/nemsis/dictionary.ts';
import type { EventStore } from '../../../store/event-store.ts';
import { type ChartIdentity, chartIdentity } from './chart-identity.ts';

/** Whoever imports; charts are changed by roles that may, and nobody's account is behind this one. */
const IMPORTER = { user_id: '00000000-0000-4000-8000-000000000000', role: 'admin' } as const;

/** One import of a file: whose charts they become, what marks them as of this file, and the standard that the chart is judged by. */
export interface ChartImport {
  readonly store: EventStore;
  readonly tenant: string;
  /** Names the file, and stands in each commit as what caused it. */
  readonly source: string;
  readonly dictionary: Dictionary;
  /** Whose charts they become, as an export of them will say. */
  readonly agency: ReportingAgency;
  now(): Date;
}

/** What became of one report: its chart, whether it was there from this very file before, and what could not be carried. */
export interface ImportedReport {
  readonly id: string;
  readonly version: number;
  readonly before: boolean;
  readonly left: readonly string[];
}

type Entries = AskedEntries;

const elsewhere = (id: string): Refusal =>
  refuse(
    'INVALID_TRANSITION',
    `There is a chart ${id} already that is not of this import; it stays as it is.`,
  );

const changedSince = (id: string): Refusal =>
  refuse(
    'INVALID_TRANSITION',
    `The chart ${id} is of this file, and was changed since it was imported; it stays as it is.`,
  );

/** The version of a chart that may be written: there is none (0), or it is one that this very import began and nobody changed. */
const standing = async ({ store, tenant, source }: ChartImport, id: string): Promise<number | Refusal> => {
  const { commits } = await store.load({ tenant_id: tenant, category: 'chart', id });
  const last = commits.at(-1);
  if (last === undefined || last.causation_id === source) return last?.version ?? 0;
  return commits[0]?.causation_id === source ? changedSince(id) : elsewhere(id);
};

const Issues = z.looseObject({
  issues: z.array(z.looseObject({ path: z.string(), message: z.string(), element: z.string().optional() })),
});

/** The places of entries that a refusal names, as `elements.3`, with why. */
const placesIn = ({ details }: Refusal) =>
  (Issues.safeParse(details).data?.issues ?? []).flatMap(({ path, message, element }) => {
    const place = /^body\.((?:elements|groups)\.\d+)/.exec(path)?.[1];
    return place === undefined
      ? []
      : [{ place, why: element === undefined ? message : `${element}: ${message}` }];
  });

const TooLarge = z.looseObject({ bytes: z.number(), max_bytes: z.number() });

/** The places of the largest of what is said, the largest first: one, and as many more as surely have to make room. */
const largestIn = ({ elements }: Entries, { details }: Refusal) => {
  const { bytes, max_bytes } = TooLarge.parse(details);
  let over = bytes - max_bytes;
  return elements
    .map((each, n) => ({ n, element: each.element, size: Buffer.byteLength(JSON.stringify(each)) }))
    .toSorted((one, other) => other.size - one.size)
    .filter(({ size }, n) => {
      over -= size;
      return n === 0 || over >= 0;
    })
    .map(({ n, element }) => ({
      place: `elements.${n}`,
      why: `${element}: is more than one chart holds by element number`,
    }));
};

const without = ({ elements, groups }: Entries, places: ReadonlySet<string>): Entries => ({
  elements: elements.filter((_, n) => !places.has(`elements.${n}`)),
  groups: groups.filter((_, n) => !places.has(`groups.${n}`)),
});

type Run = (command: ChartCommand) => Promise<CommandDone | Refusal>;

const putAll = async (run: Run, dictionary: Dictionary, entries: Entries): Promise<CommandDone | Refusal> => {
  const command = putElementsBy(dictionary, entries);
  return isRefusal(command) ? command : run(command);
};

/** Puts what the standard and the chart take, and tells what they do not: it is taken out, and the rest tried again. */
const putWhatFits = async (run: Run, dictionary: Dictionary, entries: Entries) => {
  const left: string[] = [];
  let rest = entries;
  for (;;) {
    const done = await putAll(run, dictionary, rest);
    if (!isRefusal(done)) return { done, left };
    const places = done.code === 'PAYLOAD_TOO_LARGE' ? largestIn(rest, done) : placesIn(done);
    if (places.length === 0) return { done, left };
    left.push(...places.map(({ why }) => why));
    rest = without(rest, new Set(places.map(({ place }) => place)));
  }
};

/** Facts that an export says of itself, and so cannot say as the file did. */
const RECORD = 'eRecord.01 to eRecord.04: the number and the software of the record; an export says its own';

const runOf =
  ({ store, tenant, source, now }: ChartImport, { id, mark }: ChartIdentity): Run =>
  (command) =>
    runCommand(store, {
      decider,
      stream: { tenant_id: tenant, category: 'chart', id },
      command,
      because: {
        time: now().toISOString(),
        actor: IMPORTER,
        command_id: derivedId(source, id, JSON.stringify(command)),
        correlation_id: mark,
        causation_id: source,
      },
    });

/**
 * Makes a chart of a report, by the commands by which a medic would. Broken off, it is finished by doing it again, and once
 * finished nothing is done. A chart that is there from elsewhere, or was changed since, is refused and stays as it is.
 */
export const importChart = async (
  of: ChartImport,
  imported: ImportedChart,
  index: number,
): Promise<ImportedReport | Refusal> => {
  const { source, agency, dictionary } = of;
  const identity = chartIdentity({ uuid: imported.record.uuid, source, index });
  const before = await standing(of, identity.id);
  if (isRefusal(before)) return before;
  const run = runOf(of, identity);
  for (const command of imported.commands) {
    const done = await run(command);
    if (isRefusal(done)) return done;
  }
  const { done, left } = await putWhatFits(run, dictionary, imported.entries);
  if (isRefusal(done)) return done;
  const otherwise = saidByAgency(imported, agency, dictionary);
  return {
    id: identity.id,
    version: done.version,
    before: done.version === before,
    left: [...identity.left, ...left, ...otherwise, RECORD],
  };
};
