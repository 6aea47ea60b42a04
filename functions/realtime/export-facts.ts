import { evolve, initial } from '../../domain/export.ts';
import type { ExportStatus } from '../../schemas/export.ts';
import type { FeedEntry } from '../../schemas/feed.ts';
import type { StreamName } from '../../schemas/stream.ts';
import { eventsOf, unopenedCommit } from '../../store/codec.ts';
import type { CommitTable } from '../../store/commit-table.ts';
import { CorruptCommit } from '../../store/corrupt-commit.ts';
import { readForward, readNext } from '../../store/read-stream.ts';
import { streamKey } from '../../store/stream-key.ts';
import { unchanging } from '../../store/unchanging.ts';

type ExportStream = StreamName & { readonly category: 'export' };

/** The export of a feed entry. */
export const exportOf = ({ tenant_id, id }: FeedEntry): ExportStream => ({
  tenant_id,
  category: 'export',
  id,
});

const begunWrong = (stream: ExportStream) =>
  new CorruptCommit({ stream: streamKey(stream), version: 1 }, 'it does not begin with export.requested');

/** The chart that an export is of, as its first event says; undefined for one of demographic data. */
export const exportedCharts = (commits: CommitTable) =>
  unchanging(async (stream: ExportStream): Promise<string | undefined> => {
    const commit = await readNext(commits, stream, 0);
    const [first] = commit ? eventsOf<'export'>(unopenedCommit(commit)) : [];
    if (first?.type !== 'export.requested') throw begunWrong(stream);
    return first.data.kind === 'dem' ? undefined : first.data.chart_id;
  });

/** The status that a commit brought its export to, told by what is nobody's in its events. */
export const exportStatusAt = async (commits: CommitTable, entry: FeedEntry): Promise<ExportStatus> => {
  const stream = exportOf(entry);
  const job = (await readForward(commits, stream, 0))
    .filter(({ version }) => version <= entry.version)
    .flatMap((commit) => eventsOf<'export'>(unopenedCommit(commit)))
    .reduce(evolve, initial);
  if (job.status === 'unrequested') throw begunWrong(stream);
  return job.status;
};
