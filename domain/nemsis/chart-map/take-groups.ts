import { Vitals } from '../../../schemas/chart/care.ts';
import type { ChartCommand } from '../../../schemas/chart/commands.ts';
import type { Entries } from '../../../schemas/nemsis/entries.ts';
import { CHIEF_COMPLAINT, crewInstance, ROOT } from '../../../schemas/nemsis/instance.ts';
import { COMPLAINT, type Complaint, isChief } from './complaint.ts';
import { CREW, CrewMember } from './crew.ts';
import { GROUPS } from './groups.ts';
import { MEDICATION, Medication, PROCEDURE, Procedure } from './interventions.ts';
import type { Known, Said } from './row.ts';
import type { Spread } from './spread.ts';
import { besideTyped, joinedEntries, type NextId, taken, untyped } from './take.ts';
import { tableOf } from './vitals.ts';
import type { Zone } from './zone.ts';

/** What an import goes by. */
export interface Import {
  readonly zone: Zone;
  readonly nextId: NextId;
}

/** A typed part of a chart that a repeating group became, and what is said beside it under its instance id. */
type Part = { readonly id: string; readonly said: Said } & (
  | { readonly member: CrewMember }
  | { readonly complaint: Known<Complaint> }
  | { readonly command: ChartCommand }
);

/** What the repeating groups of a report became. */
export interface TakenGroups {
  readonly crew: readonly CrewMember[];
  readonly complaint: Known<Complaint> | undefined;
  readonly commands: readonly ChartCommand[];
  readonly entries: Entries;
}

type Taker = (from: Spread, run: Import, before: TakenGroups) => Part | undefined;

const MOST_CREW = 50;

const takeMember: Taker = (from, { zone }, { crew }) => {
  const found = taken(from, { table: CREW, schema: CrewMember, zone });
  if (!found || crew.length === MOST_CREW) return undefined;
  const { typed: member, said } = found;
  return crew.some(({ crew_id }) => crew_id === member.crew_id)
    ? undefined
    : { id: crewInstance(member.crew_id), said, member };
};

const takeComplaint: Taker = (from, { zone }, { complaint: before }) => {
  const found = taken(from, { table: COMPLAINT, schema: COMPLAINT.schema, zone });
  const chief = found && isChief(from.said) && Object.keys(found.typed).length > 0;
  return chief && !before ? { id: CHIEF_COMPLAINT, said: found.said, complaint: found.typed } : undefined;
};

const takeVitals: Taker = (from, { zone, nextId }) => {
  const found = taken(from, { table: tableOf(from.said), schema: Vitals, zone });
  if (!found) return undefined;
  const id = nextId();
  return { id, said: found.said, command: { type: 'record_vitals', vital_id: id, vitals: found.typed } };
};

const takeProcedure: Taker = (from, { zone, nextId }) => {
  const found = taken(from, { table: PROCEDURE, schema: Procedure, zone });
  if (!found) return undefined;
  const id = nextId();
  const intervention = { kind: 'procedure', ...found.typed } as const;
  return {
    id,
    said: found.said,
    command: { type: 'record_intervention', intervention_id: id, intervention },
  };
};

const takeMedication: Taker = (from, { zone, nextId }) => {
  const found = taken(from, { table: MEDICATION, schema: Medication, zone });
  if (!found) return undefined;
  const id = nextId();
  const intervention = { kind: 'medication', ...found.typed } as const;
  return {
    id,
    said: found.said,
    command: { type: 'record_intervention', intervention_id: id, intervention },
  };
};

/** Signatures and files are typed with the facts of an upload, which a data set does not have: they stay entries. */
const TAKERS: Readonly<Record<string, Taker>> = {
  [GROUPS.crew]: takeMember,
  [GROUPS.complaint]: takeComplaint,
  [GROUPS.vitals]: takeVitals,
  [GROUPS.procedure]: takeProcedure,
  [GROUPS.medication]: takeMedication,
};

const withEntries = (before: TakenGroups, entries: Entries): TakenGroups => ({
  ...before,
  entries: joinedEntries([before.entries, entries]),
});

const withPart = (before: TakenGroups, part: Part): TakenGroups => {
  if ('member' in part) return { ...before, crew: [...before.crew, part.member] };
  if ('complaint' in part) return { ...before, complaint: part.complaint };
  return { ...before, commands: [...before.commands, part.command] };
};

const NOTHING: TakenGroups = {
  crew: [],
  complaint: undefined,
  commands: [],
  entries: { elements: [], groups: [] },
};

/** Takes the repeating groups of a report: as typed parts of a chart where they can be, else as entries. */
export const takeGroups = (within: readonly Spread[], run: Import): TakenGroups =>
  within.reduce<TakenGroups>((before, from) => {
    const part = TAKERS[from.group]?.(from, run, before);
    return part
      ? withEntries(
          withPart(before, part),
          besideTyped(part.id, { from, said: part.said, nextId: run.nextId }),
        )
      : withEntries(before, untyped(from, { parent: ROOT, nextId: run.nextId }));
  }, NOTHING);
