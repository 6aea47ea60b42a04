import { existsSync } from 'node:fs';
import { join } from 'node:path';

const BESIDE = join(import.meta.dirname, '../../shared/nemsis');
const FOLDER = process.env['NEMSIS_MATERIAL'] ?? BESIDE;

/** Where the official files of the standard lie, which are not part of the product; undefined: not here. */
export const NEMSIS_MATERIAL = existsSync(FOLDER) ? FOLDER : undefined;

/** A path in that folder. Ask only where it is there. */
export const nemsisMaterial = (...path: string[]): string => join(FOLDER, ...path);

/** Why tests of the official files are skipped. */
export const NO_MATERIAL = `official files of NEMSIS are not at ${FOLDER}`;
