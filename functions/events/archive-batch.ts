import type { FeedGrown } from '../../schemas/feed.ts';
import type { Added, Archiver } from '../../store/archive/archiver.ts';
import type { HandleTogether } from './consume-together.ts';
import type { Followers } from './followers.ts';

interface Parts {
  readonly archiver: Archiver;
  /** Where what is not done in time is told of again. */
  readonly again: Followers;
  now(): number;
  /** Is told what came of each tenant, as often as something does. */
  added(tenantId: string, added: Added): void;
}

/** Objects of one tenant before others have their turn. */
const OBJECTS_A_TURN = 5;

/** Half of what the function may take (lib/stacks/core.ts), so that a turn that was begun is ended. */
const RUN_MS = 30_000;

/** A tenant's turn: whether there is more to do for it afterwards. */
const turnOf =
  ({ archiver, added }: Parts, failed: Map<string, unknown>) =>
  (tenantId: string): Promise<boolean> =>
    archiver.add(tenantId, OBJECTS_A_TURN).then(
      (done) => {
        added(tenantId, done);
        return done.more === true;
      },
      (error: unknown) => {
        failed.set(tenantId, error);
        return false;
      },
    );

/** Gives each its turn, again and again, until nobody has more to do or the time is over: those who have then. */
const inTurns = async (
  tenants: readonly string[],
  turn: (tenantId: string) => Promise<boolean>,
  isOver: () => boolean,
): Promise<readonly string[]> => {
  const waiting = [...tenants];
  while (!isOver()) {
    const next = waiting.shift();
    if (next === undefined) return [];
    if (await turn(next)) waiting.push(next);
  }
  return waiting;
};

/**
 * Takes what the feed tells for a sign that a tenant's archive is behind, and no more: all that the feed has goes into the
 * archive, in the feed's order. Tenants take turns, so that one with much to archive holds up none of the others; what
 * is left when the time is over is told again. A tenant's fault fails its own messages and nobody else's.
 */
export const archiveBatch =
  (parts: Parts): HandleTogether<FeedGrown> =>
  async (told) => {
    const failed = new Map<string, unknown>();
    const end = parts.now() + RUN_MS;
    const tenants = [...new Set(told.map(({ tenant_id }) => tenant_id))];
    const left = await inTurns(tenants, turnOf(parts, failed), () => parts.now() >= end);
    for (const tenant_id of left) await parts.again.tell({ tenant_id });
    return ({ tenant_id }) => (failed.has(tenant_id) ? { error: failed.get(tenant_id) } : undefined);
  };
