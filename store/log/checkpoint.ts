import { HASH_BYTES } from './merkle.ts';
import { openNote, signNote } from './note.ts';
import type { Signer } from './signer.ts';
import type { VerifierKey } from './verifier-key.ts';
import type { TreeHead } from './verify-proof.ts';

/** What a log commits itself to: of which log, how many leaves, and the root over them. */
export interface Checkpoint extends TreeHead {
  readonly origin: string;
}

/** A log's name: the service's, and the tenant's. It is the first line of its checkpoints and the name of its key. */
export const originOf = (service: string, tenantId: string): string => `${service}/${tenantId}`;

/** The text that is signed: origin, size and root, a line each (C2SP tlog-checkpoint, "Note text"). */
export const checkpointText = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`;

/** The checkpoint of a text; none when it is not written exactly so. Lines of extension are not taken: nobody can check them. */
export const parseCheckpoint = (text: string): Checkpoint | undefined => {
  const [origin = '', size = '', root = ''] = text.split('\n');
  const checkpoint = { origin, size: Number(size), root: new Uint8Array(Buffer.from(root, 'base64')) };
  const sound =
    origin !== '' && Number.isSafeInteger(checkpoint.size) && checkpoint.root.length === HASH_BYTES;
  return sound && checkpoint.size >= 0 && checkpointText(checkpoint) === text ? checkpoint : undefined;
};

/** A signed checkpoint, as a log publishes it. */
export const signCheckpoint = (checkpoint: Checkpoint, signer: Signer): Promise<string> =>
  signNote(checkpointText(checkpoint), checkpoint.origin, signer);

/** The checkpoint in a note that the log of this key signed; none when it did not, or it speaks of another log. */
export const openCheckpoint = (note: string, key: VerifierKey): Checkpoint | undefined => {
  const text = openNote(note, key);
  const checkpoint = text === undefined ? undefined : parseCheckpoint(text);
  return checkpoint?.origin === key.name ? checkpoint : undefined;
};
