import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const FOLDER = resolve(process.env['NEMSIS_MATERIAL'] ?? '../shared/nemsis');

/** The folder of the official test material, beside the checkout or where NEMSIS_MATERIAL says, or undefined. */
export const nemsisMaterial: string | undefined = existsSync(resolve(FOLDER, 'official'))
  ? FOLDER
  : undefined;

/** The title of a test that needs the material: with the reason why it is skipped, where it is. */
export const withMaterial = (title: string): string =>
  nemsisMaterial === undefined
    ? `${title} (skipped: no official NEMSIS material beside the checkout)`
    : title;
