import type { BusEntry } from '../../schemas/commit.ts';
import type { Category } from '../../schemas/stream.ts';
import type { Sequencer } from '../../store/feed/sequencer.ts';
import { streamKey } from '../../store/stream-key.ts';
import type { HandleTogether } from './consume-together.ts';
import type { Followers } from './followers.ts';
import type { Pushes } from './pushes-queue.ts';

interface Parts {
  readonly sequencer: Sequencer;
  readonly pushes: Pushes;
  /** The archive, which writes what many additions brought at once. */
  readonly archive: Followers;
}
type Failed = ReadonlyMap<string, unknown>;

/** What is listened to. */
const PUSHED: readonly Category[] = ['chart', 'export'];

/** Charts and their exports are what is listened to; what was fed before is handed on again, because it was told again. */
const feedTenant = async (
  { sequencer, pushes, archive }: Parts,
  tenantId: string,
  told: readonly BusEntry[],
): Promise<Failed> => {
  const { entries, failed } = await sequencer.add(tenantId, told);
  await pushes.send(entries.filter(({ category }) => PUSHED.includes(category)));
  if (entries.length > 0) await archive.tell({ tenant_id: tenantId });
  return failed;
};

/**
 * Feeds a batch: the commits of each tenant together, and what came of them to the pushes and the archive. A tenant's fault fails its
 * own commits and nobody else's; a stream that cannot be read fails its own alone.
 */
export const feedBatch =
  (parts: Parts): HandleTogether<BusEntry> =>
  async (told) => {
    const failed = new Map<string, unknown>();
    for (const [tenantId, own] of Map.groupBy(told, ({ tenant_id }) => tenant_id)) {
      const all = (error: unknown): Failed => new Map(own.map((entry) => [streamKey(entry), error]));
      const lost = await feedTenant(parts, tenantId, own).catch(all);
      for (const [stream, error] of lost) failed.set(stream, error);
    }
    return (entry) => {
      const stream = streamKey(entry);
      return failed.has(stream) ? { error: failed.get(stream) } : undefined;
    };
  };
