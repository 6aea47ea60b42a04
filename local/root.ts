import { dirname } from 'node:path';

/** The repository's root folder, so that every command works from whatever folder it was started in. */
export const ROOT = dirname(import.meta.dirname);
