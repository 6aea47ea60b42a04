import { createHash } from 'node:crypto';
import type { EvidenceCommit } from '../../../schemas/evidence.ts';
import { entryOf } from '../../../store/evidence/entry.ts';
import { makeBundle } from '../../../store/evidence/make-bundle.ts';
import { memoryBundleSink } from '../../../store/evidence/memory-bundle.ts';
import { signCheckpoint } from '../../../store/log/checkpoint.ts';
import { rootOf } from '../../../store/log/frontier.ts';
import { leafHashOf } from '../../../store/log/leaf.ts';
import { signerOf } from '../log/fixed-signer.ts';

export const ORIGIN = 'fusionems.example/danbury-fire';
export const signer = signerOf(1);

/** The hash of a commit as docs/evidence.md gives it: SHA-256 over `prev` and the other attributes as a JSON list. */
export const hashOf = (commit: Omit<EvidenceCommit, 'hash'>): string => {
  const { prev, snapshot = null, source_ip = null, ...rest } = commit;
  const { pk, sk, last, time, actor, role, command_id, correlation_id, causation_id, events } = rest;
  const covered = [
    pk,
    sk,
    last,
    time,
    actor,
    role,
    command_id,
    correlation_id,
    causation_id,
    source_ip,
    events,
    snapshot,
  ];
  return createHash('sha256')
    .update(Buffer.from(prev, 'base64'))
    .update(JSON.stringify(covered))
    .digest('base64');
};

/** The commit with the hash that its attributes have. */
export const hashed = (commit: Omit<EvidenceCommit, 'hash'>): EvidenceCommit => {
  const { prev, snapshot, ...facts } = commit;
  return { ...facts, ...(snapshot === undefined ? {} : { snapshot }), prev, hash: hashOf(commit) };
};

const streamOf = (n: number) => `danbury-fire#chart#00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** A history of `count` commits, of one, two or three events each, of as many streams as asked for, in turn. */
export const historyOf = (count: number, streams = 2): EvidenceCommit[] => {
  const ends = new Map<string, EvidenceCommit>();
  return Array.from({ length: count }, (_, n) => {
    const pk = streamOf(n % streams);
    const before = ends.get(pk);
    const sk = (before?.last ?? 0) + 1;
    const commit = hashed({
      pk,
      sk,
      last: sk + (n % 3),
      time: new Date(Date.UTC(2024, 9, 8, 0, 25, n)).toISOString(),
      actor: 'b7e0c1de-0000-4000-8000-000000000001',
      role: 'ems',
      command_id: `00000000-0000-4000-8000-${String(5000 + n).padStart(12, '0')}`,
      correlation_id: `trace-${n}`,
      causation_id: `request-${n}`,
      ...(n === 1 ? { source_ip: '203.0.113.14' } : {}),
      events: `[{"type":"chart.opened","schema_version":1,"data":{"note":"über ${n}"}}]`,
      ...(n === 2 ? { snapshot: '{"fold":1}' } : {}),
      prev: before?.hash ?? Buffer.alloc(32).toString('base64'),
    });
    ends.set(pk, commit);
    return commit;
  });
};

/** The signed checkpoints of a history at these sizes. */
export const checkpointsOf = (commits: readonly EvidenceCommit[], sizes: readonly number[]) => {
  const leaves = commits.map((commit, seq) => leafHashOf(entryOf(commit, seq)));
  return Promise.all(
    sizes.map((size) =>
      signCheckpoint({ origin: ORIGIN, size, root: rootOf(leaves.slice(0, size)) }, signer),
    ),
  );
};

/** Commits in pages of some, as they are read from a table. */
export async function* pagesOf(commits: readonly EvidenceCommit[], size = 70) {
  for (let at = 0; at < commits.length; at += size) yield commits.slice(at, at + size);
}

/** The bundle of a history with checkpoints at these sizes; the last one is that of all of it. */
export const bundleOf = async (commits: readonly EvidenceCommit[], sizes: readonly number[]) => {
  const files = new Map<string, Uint8Array>();
  const log = { origin: ORIGIN, signer, checkpoints: await checkpointsOf(commits, sizes) };
  await makeBundle(log, pagesOf(commits), memoryBundleSink(files));
  return files;
};
