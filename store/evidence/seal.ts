import { createHash } from 'node:crypto';

/**
 * What the log signs of a bundle beside the checkpoints: how many there are, and one SHA-256 over all of them, oldest
 * first. Without it an earlier checkpoint could be left out unseen; all else follows from the newest. The second line is
 * no number, so that no reader takes a seal for a checkpoint.
 */
export const sealText = (origin: string, checkpoints: readonly string[]): string => {
  const digest = createHash('sha256').update(checkpoints.join('')).digest('base64');
  return `evidence of ${origin}\n${checkpoints.length} checkpoints\n${digest}\n`;
};
