import type { StreamName } from '../../schemas/stream.ts';

/** The chart that files belong to. */
type ChartOfFiles = Pick<StreamName, 'tenant_id' | 'id'>;

/** How long a permit to upload is good: what was permitted just before a destruction can still arrive just as long. */
export const PERMIT_SECONDS = 900;

/** What the keys of a chart's files begin with; nothing else lies there. */
export const filesOf = ({ tenant_id, id }: ChartOfFiles): string => `${tenant_id}/${id}/`;

/** Files of charts where they lie: their bytes are no events and are sealed under nobody's key, so they have to go themselves. */
export interface ChartFiles {
  /** Removes all files of a chart with all their versions; answers how many there were. Nothing there is no fault. */
  removeAll(chart: ChartOfFiles): Promise<number>;
}
