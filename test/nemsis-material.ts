import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const beside = fileURLToPath(new URL('../../shared/nemsis', import.meta.url));

/** The folder of the official test material, or undefined where there is none: NEMSIS_MATERIAL, else beside the checkout. */
export const NEMSIS_MATERIAL: string | undefined = [process.env['NEMSIS_MATERIAL'], beside].find(
  (folder) => folder !== undefined && existsSync(folder),
);

/** Why a test is skipped that needs it. */
export const NO_MATERIAL =
  'the official NEMSIS material is not here (set NEMSIS_MATERIAL, or ../shared/nemsis)';
