import type { LogCheckpoint } from '../schemas/routes/audit-log.ts';
import type { SignedCheckpoint } from '../store/log/signed-checkpoints.ts';
import { type VerifierKey, verifierKeyText } from '../store/log/verifier-key.ts';

/** Bytes of a hash as the API writes them. */
export const base64 = (hash: Uint8Array): string => Buffer.from(hash).toString('base64');

/** A checkpoint as the API tells it. */
export const logCheckpointOf = (
  key: VerifierKey,
  { note, checkpoint: { origin, size, root } }: SignedCheckpoint,
): LogCheckpoint => ({ note, key: verifierKeyText(key), origin, size, root: base64(root) });
