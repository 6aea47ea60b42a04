import { inBatches } from '../../../domain/nemsis/demographics/batches.ts';
import { replacing, wholeOf, withoutChartDefinitions } from '../../../domain/nemsis/demographics/entries.ts';
import { agencyHead } from '../../../functions/agency.ts';
import { changeAgency } from '../../../functions/commands/agency-change.ts';
import type { DemographicChanges } from '../../../schemas/agency.ts';
import { isRefusal } from '../../../schemas/error.ts';
import type { Entries } from '../../../schemas/nemsis/entries.ts';
import { dictionaryOf } from '../../../schemas/nemsis/releases.ts';
import type { EventStore } from '../../../store/event-store.ts';
import { OperatorFault } from '../cli/fault.ts';

const OPERATOR = { user_id: 'ems-agency-import', role: 'system' } as const;

/** One import: whose it is, ids for its commands, and who is told how far it is. */
export interface AgencyImport {
  readonly tenant: string;
  nextId(): string;
  now(): Date;
  progress(text: string): void;
}

/** An import of all that an agency says. */
export interface DemographicImport extends AgencyImport {
  readonly entries: Entries;
}

/** What came of it: the agency's version, and how much it says now. */
export interface ImportDone {
  readonly version: number;
  readonly elements: number;
  readonly groups: number;
}

const issuesIn = (details: Readonly<Record<string, unknown>>): string =>
  Array.isArray(details['issues'])
    ? details['issues'].map(({ path, message }) => `${message} (${path})`).join('; ')
    : '';

const record = async (store: EventStore, run: AgencyImport, changes: DemographicChanges): Promise<number> => {
  const id = run.nextId();
  const because = {
    time: run.now().toISOString(),
    actor: OPERATOR,
    command_id: id,
    correlation_id: id,
    causation_id: id,
  };
  const done = await changeAgency(
    { store, dictionaries: dictionaryOf },
    { tenant_id: run.tenant, command: { type: 'record_demographics', changes }, because },
  );
  if (!isRefusal(done)) return done.version;
  throw new OperatorFault({
    problem: `It cannot be recorded: ${done.message} ${issuesIn(done.details)}`.trim(),
    advice: 'Correct the file and import it again; what was recorded stays, and is not recorded twice.',
  });
};

/** Records changes in as few commits as hold them; gives the agency's version then. */
export const recordAll = async (
  store: EventStore,
  run: AgencyImport,
  changes: DemographicChanges,
): Promise<number> => {
  const batches = inBatches(changes);
  let version = 0;
  for (const [index, batch] of batches.entries()) {
    run.progress(`recording part ${index + 1} of ${batches.length}`);
    version = await record(store, run, batch);
  }
  return version;
};

/**
 * Makes an agency say exactly what entries of a DEM data set say; the custom elements of its charts, which no such data
 * set names, stay. Broken off, it is finished by doing it again: what is said already is not recorded twice.
 */
export const importDemographics = async (store: EventStore, run: DemographicImport): Promise<ImportDone> => {
  const { state } = await agencyHead(store, run.tenant);
  const before = withoutChartDefinitions(wholeOf(state));
  const version = await recordAll(store, run, replacing(before, run.entries));
  const { elements, groups } = run.entries;
  return { version, elements: elements.length, groups: groups.length };
};
