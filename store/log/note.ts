import { SIGNATURE_BYTES, verifyEd25519 } from './ed25519.ts';
import { sameBytes } from './merkle.ts';
import type { Signer } from './signer.ts';
import { keyId, type VerifierKey } from './verifier-key.ts';

/** Lines of a note's signatures begin so: an em dash and a space (C2SP signed-note, "Format"). */
const MARK = '\u2014 ';
const ID_BYTES = 4;
const MAX_SIGNATURES = 100;

interface SignatureLine {
  readonly name: string;
  readonly id: Uint8Array;
  readonly signature: Uint8Array;
}

const signatureLine = ({ name, id, signature }: SignatureLine): string =>
  `${MARK}${name} ${Buffer.concat([id, signature]).toString('base64')}\n`;

/** The line as it is read; none when it is not written exactly as it would be written again. */
const parseLine = (line: string): SignatureLine | undefined => {
  const [name = '', base64 = ''] = line.slice(MARK.length).split(' ');
  const bytes = new Uint8Array(Buffer.from(base64, 'base64'));
  const parsed = { name, id: bytes.subarray(0, ID_BYTES), signature: bytes.subarray(ID_BYTES) };
  return name !== '' && bytes.length > ID_BYTES && signatureLine(parsed) === `${line}\n` ? parsed : undefined;
};

/** The text, its newline, an empty line and one signature. `text` ends with a newline. */
export const signNote = async (text: string, name: string, signer: Signer): Promise<string> => {
  const id = keyId({ name, publicKey: await signer.publicKey() });
  return `${text}\n${signatureLine({ name, id, signature: await signer.sign(Buffer.from(text)) })}`;
};

/** Control characters other than newline, and what no well-formed UTF-8 can say, are in no note. */
const MALFORMED = /(?!\n)[\p{Cc}\p{Cs}]/u;

const dividedAt = (note: string) => {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n') || MALFORMED.test(note)) return undefined;
  return { text: note.slice(0, end + 1), lines: note.slice(end + 2, -1).split('\n') };
};

const signaturesOf = (lines: readonly string[]): readonly SignatureLine[] | undefined => {
  const parsed = lines.map(parseLine).filter((line) => line !== undefined);
  return parsed.length === lines.length && lines.length <= MAX_SIGNATURES ? parsed : undefined;
};

/**
 * The text of a note that this key signed; none when it did not, when a signature that says it is this key's is not, or
 * when it is no note. Signatures of other keys (witnesses, a log's earlier key) are passed over, as the format asks.
 */
export const openNote = (note: string, key: VerifierKey): string | undefined => {
  const divided = dividedAt(note);
  const signatures = divided && signaturesOf(divided.lines);
  const known = signatures?.filter(({ name, id }) => name === key.name && sameBytes(id, keyId(key)));
  if (!divided || !known || known.length === 0) return undefined;
  const text = Buffer.from(divided.text);
  const holds = known.every(
    ({ signature }) => signature.length === SIGNATURE_BYTES && verifyEd25519(key.publicKey, text, signature),
  );
  return holds ? divided.text : undefined;
};

/** Whether a note has this one signature and nothing else that could be changed unseen. */
export const isSignedOnce = (note: string): boolean => dividedAt(note)?.lines.length === 1;
