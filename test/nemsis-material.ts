import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const FOLDER = resolve(process.env['NEMSIS_MATERIAL'] ?? '../shared/nemsis');

/** The official test material beside the checkout (or where NEMSIS_MATERIAL says), or undefined where there is none. */
export const nemsisMaterial: string | undefined = existsSync(resolve(FOLDER, 'official')) ? FOLDER : undefined;

/** What a test that needs the material says of itself when it is skipped. */
export const WITHOUT_MATERIAL = `skipped: there is no official NEMSIS material in ${FOLDER}`;

/** The path of something in the material. */
export const material = (path: string): string => resolve(FOLDER, path);
