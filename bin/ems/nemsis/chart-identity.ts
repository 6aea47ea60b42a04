import * as z from 'zod';
import { lawfulUuid } from '../../../domain/nemsis/report-uuid.ts';
import { derivedId } from '../../../functions/commands/ids.ts';

/** A report of a file: the UUID that it says, the mark of its file, and the how-manieth it is there. */
interface FileReport {
  readonly uuid: string;
  readonly source: string;
  readonly index: number;
}

/** What a report is known by here. */
export interface ChartIdentity {
  readonly id: string;
  /** What joins the commits of the report: its file, or its own UUID where the chart cannot have it. */
  readonly mark: string;
  /** What there is to say of it. */
  readonly left: readonly string[];
}

const UNLAWFUL =
  'PatientCareReport/@UUID: the standard takes none of this form; the chart has an id of its own';

/**
 * A report's UUID is its chart's id, so that it is the same report when it is exported. One that no export may say gives
 * an id of its own, always the same.
 */
export const chartIdentity = ({ uuid, source, index }: FileReport): ChartIdentity => {
  const lawful = lawfulUuid(uuid);
  if (lawful !== undefined) return { id: lawful, mark: source, left: [] };
  const names = uuid === '' ? [source, String(index)] : [uuid];
  const mark = z.guid().safeParse(uuid).success ? `nemsis-report:${uuid}` : source;
  return { id: derivedId('imported-chart', ...names), mark, left: [UNLAWFUL] };
};
