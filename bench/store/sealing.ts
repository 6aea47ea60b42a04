import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import * as chart from '../../domain/chart.ts';
import type { SealedCommit } from '../../schemas/commit.ts';
import { parsedJson } from '../../schemas/json.ts';
import { openCommits, sealEvents } from '../../store/codec.ts';
import type { KeyRing } from '../../store/keys/key-ring.ts';
import { opener, type SealedAt, sealAll } from '../../store/seal/sealer.ts';
import { readItem } from '../../store/sealed-commit.ts';
import { decodeSnapshot, hasSnapshot } from '../../store/snapshot.ts';
import { streamKey } from '../../store/stream-key.ts';
import type { Exchange } from './meter.ts';

const Blobs = z.object({ clear: z.unknown(), phi: z.record(z.string(), z.string()) });

const snapshotOf = (commit: SealedCommit): SealedAt => ({
  at: [streamKey(commit), commit.version, 'snapshot'],
  ...Blobs.parse(parsedJson(commit.snapshot ?? '')),
});

const eventsOf = (commit: SealedCommit): SealedAt[] =>
  commit.events.map(({ type, data, phi = {} }, index) => ({
    at: [streamKey(commit), commit.first_version + index, type],
    clear: data,
    phi,
  }));

const isBase = (commit: SealedCommit): boolean => hasSnapshot(commit, chart.fold_version);

/** What the store opens of a Query's answer: all events; of a backward one those behind the newest snapshot, and that. */
const openedOf = ({ items, forward }: Exchange): readonly SealedAt[] => {
  const commits = items.map((item) => readItem(unmarshall(item)));
  const base = forward ? undefined : commits.find(isBase);
  if (!base) return commits.flatMap(eventsOf);
  return [snapshotOf(base), ...commits.slice(0, commits.indexOf(base)).flatMap(eventsOf)];
};

const timed = async (act: () => unknown): Promise<number> => {
  const began = performance.now();
  await act();
  return performance.now() - began;
};

const opening = async (ring: KeyRing, tenantId: string, sealed: readonly SealedAt[]): Promise<number> =>
  timed(async () => {
    const open = await opener(ring, tenantId, sealed);
    sealed.forEach(open);
  });

const sealingSnapshot = async (ring: KeyRing, commit: SealedCommit): Promise<number> => {
  const { at } = snapshotOf(commit);
  const { state } = (await decodeSnapshot(ring, commit, chart)) ?? { state: chart.initial };
  const place = { schema: chart.state, streamId: commit.id, at, value: state };
  return timed(() => sealAll(ring, commit.tenant_id, [place]));
};

const sealing = async (ring: KeyRing, commit: SealedCommit): Promise<number> => {
  const [opened] = await openCommits(ring, [commit]);
  const snapshot = isBase(commit) ? await sealingSnapshot(ring, commit) : 0;
  return snapshot + (await timed(() => sealEvents(ring, commit, opened?.events ?? [])));
};

const ofExchange = async (ring: KeyRing, exchange: Exchange): Promise<number> => {
  const commits = exchange.items.map((item) => readItem(unmarshall(item)));
  const tenantId = commits[0]?.tenant_id;
  if (tenantId === undefined) return 0;
  if (exchange.kind === 'query') return opening(ring, tenantId, openedOf(exchange));
  const times: number[] = [];
  for (const commit of commits) times.push(await sealing(ring, commit));
  return times.reduce((sum, ms) => sum + ms, 0);
};

/**
 * How long it takes to seal or to open what requests carried, in milliseconds: the same events are sealed and opened once
 * more, by the same code, and nothing else is timed. It cannot be left out of an operation, so it is measured beside it.
 */
export const sealingOf = async (ring: KeyRing, exchanges: readonly Exchange[]): Promise<number> => {
  let ms = 0;
  for (const exchange of exchanges) ms += await ofExchange(ring, exchange);
  return ms;
};
