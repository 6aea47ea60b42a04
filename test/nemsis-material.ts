import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const beside = resolve(import.meta.dirname, '../../shared/nemsis');

const found = [process.env['NEMSIS_MATERIAL'], beside].find((folder) => folder && existsSync(folder));

/** Why tests that need the published NEMSIS material are skipped, or undefined where it is there. */
export const noMaterial: string | undefined = found
  ? undefined
  : `The NEMSIS test material is neither at $NEMSIS_MATERIAL nor at ${beside}`;

/** A file or folder of the published NEMSIS material. Only where `noMaterial` is undefined. */
export const material = (...path: string[]): string => join(found ?? beside, ...path);
