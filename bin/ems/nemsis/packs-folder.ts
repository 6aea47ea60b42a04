import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { folderPackStore } from '../../../adapters/nemsis-xml/packs/folder-pack-store.ts';
import type { PackStore } from '../../../adapters/nemsis-xml/packs/pack-store.ts';
import { UnusablePack } from '../../../adapters/nemsis-xml/packs/unusable-pack.ts';
import { OperatorFault } from '../cli/fault.ts';

/** Where packs are when nobody says otherwise, beside the rest of a local deployment. */
export const DEFAULT_PACKS = join(import.meta.dirname, '..', '..', '..', '.local', 'nemsis-packs');

/** The option that names the folder. */
export const PACKS = [
  '--packs <folder>',
  'where packs are; else .local/nemsis-packs beside this program',
] as const;

/** The packs in a folder; one that is named must be there. */
export const packsIn = (named: string | undefined): PackStore => {
  if (named !== undefined && !existsSync(named))
    throw new OperatorFault({
      problem: `There is no folder of packs at ${named}.`,
      advice: 'Install a release into it with "ems nemsis pack", or leave --packs out.',
      exitCode: 2,
    });
  return folderPackStore(named ?? DEFAULT_PACKS);
};

/** Tells the operator of a pack that cannot be used; any other error is thrown on. */
export const unusablePack = (error: unknown): never => {
  if (!(error instanceof UnusablePack)) throw error;
  throw new OperatorFault({
    problem: error.message,
    advice: 'Install the release again with "ems nemsis pack".',
  });
};
