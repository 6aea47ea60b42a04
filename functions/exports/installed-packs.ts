import { isDeepStrictEqual } from 'node:util';
import type { PackStore } from '../../adapters/nemsis-xml/packs/pack-store.ts';
import type { Pack } from '../../schemas/nemsis/pack.ts';

/** Milliseconds for which it is remembered what is installed. */
const REMEMBERED = 60_000;

interface Parts {
  readonly packs: Pick<PackStore, 'list'>;
  now(): Date;
}

/**
 * What is installed, so that a process that lives for hours judges by a pack soon after it came: as it was a minute ago
 * at most, and as it is now where something is looked for that was not there. Gives the same list until it changes.
 */
export const installedPacks = ({ packs, now }: Parts) => {
  let known: { readonly list: readonly Pack[]; readonly until: number } | undefined;
  return async (isThere: (installed: readonly Pack[]) => boolean): Promise<readonly Pack[]> => {
    const at = now().valueOf();
    if (known && at < known.until && isThere(known.list)) return known.list;
    const found = await packs.list();
    const list = known && isDeepStrictEqual(known.list, found) ? known.list : found;
    known = { list, until: at + REMEMBERED };
    return list;
  };
};
