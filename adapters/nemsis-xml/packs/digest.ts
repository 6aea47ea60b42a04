import { createHash } from 'node:crypto';
import type { Pack } from '../../../schemas/nemsis/pack.ts';
import type { StoredPack } from './pack-store.ts';
import { UnusablePack } from './unusable-pack.ts';

/** The SHA-256 of bytes, in hex. */
export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The SHA-256 over the files of a pack, whatever the order in which they are named. */
export const packDigest = ({ files }: Pack): string => {
  const lines = Object.entries(files).map(([name, digest]) => `${digest}  ${name}\n`);
  return sha256(Buffer.from(lines.sort().join('')));
};

/** The pack as it is, when its files are those that were put. */
export const intact = ({ pack, files }: StoredPack): StoredPack => {
  const broken = Object.entries(pack.files).find(
    ([name, digest]) => sha256(files.get(name) ?? new Uint8Array()) !== digest,
  );
  if (broken)
    throw new UnusablePack(
      `The pack's file ${broken[0]} is not the one that was installed; install the pack again.`,
    );
  return { pack, files };
};
