import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const FOLDER = resolve(process.env['NEMSIS_MATERIAL'] ?? join(import.meta.dirname, '../../shared/nemsis'));

/** The folder of the official test material, beside the checkout or where NEMSIS_MATERIAL says, or undefined. */
export const nemsisMaterial: string | undefined = existsSync(join(FOLDER, 'official')) ? FOLDER : undefined;

/** A path in that folder. Ask only where it is there. */
export const nemsisFile = (...path: string[]): string => join(FOLDER, ...path);

/** Why tests of the official files are skipped. */
export const NO_MATERIAL = 'no official NEMSIS material beside the checkout';

/** The title of a test that needs the material: with the reason why it is skipped, where it is. */
export const withMaterial = (title: string): string =>
  nemsisMaterial === undefined ? `${title} (skipped: ${NO_MATERIAL})` : title;
