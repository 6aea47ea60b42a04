import { describe, expect, test } from 'vitest';
import {
  checkpointText,
  openCheckpoint,
  originOf,
  parseCheckpoint,
  signCheckpoint,
} from '../../../store/log/checkpoint.ts';
import { EMPTY_ROOT } from '../../../store/log/merkle.ts';
import { signNote } from '../../../store/log/note.ts';
import { signerOf } from './fixed-signer.ts';

const origin = originOf('fusionems.example', 'danbury-fire');
const checkpoint = { origin, size: 20_852_163, root: EMPTY_ROOT };
const ROOT = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';
const TEXT = `${origin}\n20852163\n${ROOT}\n`;

const signer = signerOf(1);
const key = { name: origin, publicKey: await signer.publicKey() };

describe('a checkpoint', () => {
  test('is three lines', () => {
    expect(origin).toBe('fusionems.example/danbury-fire');
    expect(checkpointText(checkpoint)).toBe(TEXT);
  });
  test('is opened as it was signed', async () => {
    expect(openCheckpoint(await signCheckpoint(checkpoint, signer), key)).toStrictEqual(checkpoint);
  });
  test('of another log is not taken, though the key signed it', async () => {
    const other = checkpointText({ ...checkpoint, origin: `${origin}-2` });
    expect(openCheckpoint(await signNote(other, origin, signer), key)).toBeUndefined();
  });
  test.each([
    '',
    TEXT.trimEnd(),
    `${TEXT}an extension\n`,
    `${TEXT}\n`,
    `\n20852163\n${ROOT}\n`,
    `${origin}\n020852163\n${ROOT}\n`,
    `${origin}\n-1\n${ROOT}\n`,
    `${origin}\n1e3\n${ROOT}\n`,
    `${origin}\n1.5\n${ROOT}\n`,
    `${origin}\n9007199254740993\n${ROOT}\n`,
    `${origin}\n\n${ROOT}\n`,
    `${origin}\n1\n${ROOT.slice(4)}\n`,
    `${origin}\n1\n${ROOT.slice(0, -1)}\n`,
    `${origin}\n1\n${ROOT.replace('FU=', 'FV=')}\n`,
  ])('is not %j', async (text) => {
    expect(parseCheckpoint(text)).toBeUndefined();
    if (text.endsWith('\n'))
      expect(openCheckpoint(await signNote(text, origin, signer), key)).toBeUndefined();
  });
});
