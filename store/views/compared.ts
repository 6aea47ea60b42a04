import type { ChartView } from '../../schemas/chart/view.ts';
import type { Commit } from '../../schemas/commit.ts';
import { catchUp, projected } from '../catch-up.ts';
import { streamKey } from '../stream-key.ts';
import type { Tally } from './progress.ts';
import { rowDigest } from './row-digest.ts';
import type { Site } from './site.ts';
import type { FoundStream } from './stream-scan.ts';

type Stream = FoundStream['name'];

/** The row as the events make it that it says it holds; more of them may have come since. */
const foldedTo = (site: Site, row: ChartView, commits: readonly Commit[]): ChartView | undefined =>
  projected(
    site.project,
    undefined,
    commits.filter(({ version }) => version <= row.version),
  );

const outcome = (
  site: Site,
  { tenant_id, ...name }: Stream,
  pair: { row: ChartView; fresh: ChartView | undefined },
) => {
  const { row, fresh } = pair;
  const view_sum = rowDigest(tenant_id, row);
  const store_sum = fresh ? rowDigest(tenant_id, fresh) : undefined;
  return {
    rows: 1,
    early: row.opened_at < site.copiesNow.since ? 1 : 0,
    view_sum,
    ...(store_sum !== undefined && { store_sum }),
    ...(store_sum === view_sum ? {} : { wrong: 1, names: [streamKey({ tenant_id, ...name })] }),
  };
};

/**
 * One row of the generation beside a fold of its stream that nothing was kept of. Live traffic goes on meanwhile: a row
 * that it has not reached yet is brought up to date first, as the projector would, and counted as behind; then row and
 * fold are of one version, that of the row.
 */
export const compared = async (site: Site, { name }: FoundStream): Promise<Partial<Tally>> => {
  const { store, project } = site;
  const rows = site.copies.of(site.generation);
  const before = await store.load(name);
  const there = await rows.get(name.tenant_id, name.id);
  const isBehind = (there?.version ?? 0) < before.version;
  if (isBehind) await catchUp({ rows, store, project }, name, before.version);
  const row = isBehind ? await rows.get(name.tenant_id, name.id) : there;
  if (!row) return { wrong: 1, names: [streamKey(name)] };
  const { commits } = row.version > before.version ? await store.load(name) : before;
  const found = outcome(site, name, { row, fresh: foldedTo(site, row, commits) });
  return isBehind ? { ...found, behind: 1 } : found;
};
