import type { Pack } from '../../../schemas/nemsis/pack.ts';

/** A pack with its files, by their names in it. */
export interface StoredPack {
  readonly pack: Pack;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Where packs lie. A pack that was put never changes: what judged an export can be looked up. */
export interface PackStore {
  list(): Promise<Pack[]>;
  /** Undefined: there is no such pack. Throws `UnusablePack` when its files are not those that were put. */
  get(id: string): Promise<StoredPack | undefined>;
  /** `there`: the same pack had been put before; `different`: another one with the same id, which stays. */
  put(stored: StoredPack): Promise<'stored' | 'there' | 'different'>;
}
