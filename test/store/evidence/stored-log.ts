import type { EvidenceCommit } from '../../../schemas/evidence.ts';
import { FeedEntry } from '../../../schemas/feed.ts';
import { memoryLogFiles } from '../../../store/log/memory-log-files.ts';
import type { TenantLogs } from '../../../store/log/tenant-log.ts';
import { memoryCommitTable } from '../../../store/memory-commit-table.ts';
import { keyParts } from '../../../store/stream-key.ts';
import { feedOf } from '../log/sample-logs.ts';
import { ORIGIN, signer } from './sample-bundle.ts';

/** The entry of the feed that tells of a commit. */
export const fedAs = ({ pk, sk, last, hash, time, actor }: EvidenceCommit, seq: number): FeedEntry =>
  FeedEntry.parse({
    ...keyParts(pk),
    first_version: sk,
    version: last,
    time,
    actor: { user_id: actor, role: 'ems' },
    hash,
    events: [{ type: 'chart.opened', schema_version: 1 }],
    seq,
    type: ['incident.created'],
  });

/** A history that is fed in its order, as an agency's log that is not signed yet; `kept` is what its table holds of it. */
export const storedLog = async (history: readonly EvidenceCommit[], kept = history) => {
  const commits = memoryCommitTable({ pageSize: 3 });
  for (const commit of kept) await commits.put(commit);
  const logFiles = new Map<string, ReturnType<typeof memoryLogFiles>>();
  const logs: TenantLogs = {
    service: ORIGIN.slice(0, ORIGIN.lastIndexOf('/')),
    signer,
    feed: feedOf(history.map(fedAs)),
    files(tenantId) {
      const files = logFiles.get(tenantId) ?? memoryLogFiles();
      logFiles.set(tenantId, files);
      return files;
    },
  };
  return { tenantId: 'danbury-fire', logs, commits };
};
