/** Digits of the largest size there can be, so that names sort as numbers do. */
const DIGITS = String(Number.MAX_SAFE_INTEGER).length;

/** What the paths of all checkpoints of a log begin with. */
export const CHECKPOINTS = 'checkpoint/';

/**
 * Where a log keeps the checkpoint of a size: `checkpoint/<how many leaves could follow>-<size>`. The first number falls
 * as the size grows, so the newest checkpoint is the first of a listing, however many there are.
 */
export const checkpointPath = (size: number): string =>
  `${CHECKPOINTS}${String(Number.MAX_SAFE_INTEGER - size).padStart(DIGITS, '0')}-${size}`;
