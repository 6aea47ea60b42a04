import type { ChartView } from '../../../schemas/chart/view.ts';
import { CHIEF_COMPLAINT, crewInstance } from '../../../schemas/nemsis/instance.ts';
import { COMPLAINT, hasComplaint } from './complaint.ts';
import { CREW } from './crew.ts';
import { ATTACHMENT, SIGNATURE } from './files.ts';
import { GROUPS } from './groups.ts';
import { MEDICATION, PROCEDURE } from './interventions.ts';
import { type Known, type Said, saidBy, type Table } from './row.ts';
import { derivedTotal, VITALS } from './vitals.ts';
import type { Zone } from './zone.ts';

/** A repeating group that typed fields of a chart make. */
export interface TypedInstance {
  readonly id: string;
  readonly group: string;
  /** What it says, with the entries of the same instance. */
  said(entries: Said, zone: Zone): Said;
}

const instance = <F extends object>(
  { id, group }: { id: string; group: string },
  table: Table<F>,
  fields: Known<F>,
): TypedInstance => ({ id, group, said: (entries, zone) => saidBy(table, fields, { entries, zone }) });

const complaint = ({ situation: { chief_complaint, complaint_duration_minutes } }: ChartView) => {
  const fields = { chief_complaint, complaint_duration_minutes };
  const where = { id: CHIEF_COMPLAINT, group: GROUPS.complaint };
  return hasComplaint(fields) ? [instance(where, COMPLAINT, fields)] : [];
};

const vitals = ({ vitals: all }: ChartView): TypedInstance[] =>
  all.map(({ vital_id: id, vitals: fields }) => {
    const made = instance({ id, group: GROUPS.vitals }, VITALS, fields);
    const withTotal = (said: Said): Said => ({ ...said, ...derivedTotal(fields, said) });
    return { ...made, said: (entries, zone) => withTotal(made.said(entries, zone)) };
  });

const interventions = ({ interventions: all }: ChartView): TypedInstance[] =>
  all.map(({ intervention_id: id, intervention }) =>
    intervention.kind === 'procedure'
      ? instance({ id, group: GROUPS.procedure }, PROCEDURE, intervention)
      : instance({ id, group: GROUPS.medication }, MEDICATION, intervention),
  );

const signatures = ({ signatures: all }: ChartView): TypedInstance[] =>
  all.map(({ signature_id: id, signature }) =>
    instance({ id, group: GROUPS.signature }, SIGNATURE, signature),
  );

const attachments = ({ attachments: all }: ChartView): TypedInstance[] =>
  all.map(({ attachment_id: id, attachment }) =>
    instance({ id, group: GROUPS.attachment }, ATTACHMENT, attachment),
  );

/** All repeating groups that the typed fields of a chart make. */
export const typedInstances = (chart: ChartView): readonly TypedInstance[] => [
  ...(chart.response.crew ?? []).map((member) =>
    instance({ id: crewInstance(member.crew_id), group: GROUPS.crew }, CREW, member),
  ),
  ...complaint(chart),
  ...vitals(chart),
  ...interventions(chart),
  ...signatures(chart),
  ...attachments(chart),
];
