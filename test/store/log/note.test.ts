import { describe, expect, test } from 'vitest';
import { openNote, signNote } from '../../../store/log/note.ts';
import { keyId, parseVerifierKey, verifierKeyText } from '../../../store/log/verifier-key.ts';
import { signerOf } from './fixed-signer.ts';

/** The note, its signature and its key with which golang.org/x/mod/sumdb/note shows the format. */
const TEXT =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const GO_KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const GO_NOTE = `${TEXT}\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;
const goKey = parseVerifierKey(GO_KEY) ?? { name: '', publicKey: new Uint8Array() };

const NAME = 'fusionems.example/danbury-fire';
const signer = signerOf(1);
const key = { name: NAME, publicKey: await signer.publicKey() };
const note = await signNote(TEXT, NAME, signer);
const signature = note.slice(note.lastIndexOf('\n\n') + 2);

describe('a key', () => {
  test('is read from the text Go writes, and written so', () => {
    expect(keyId(goKey).toString('hex')).toBe('c74f20a3');
    expect(verifierKeyText(goKey)).toBe(GO_KEY);
  });
  test('is read as it was written', () => {
    expect(parseVerifierKey(verifierKeyText(key))).toStrictEqual(key);
  });
  test('is none when any character of its text is another, or missing', () => {
    for (let at = 0; at < GO_KEY.length; at += 1) {
      const other = GO_KEY[at] === 'A' ? 'B' : 'A';
      expect(parseVerifierKey(`${GO_KEY.slice(0, at)}${other}${GO_KEY.slice(at + 1)}`)).toBeUndefined();
      expect(parseVerifierKey(`${GO_KEY.slice(0, at)}${GO_KEY.slice(at + 1)}`)).toBeUndefined();
    }
  });
  test.each(['', '+', 'a b+00000000+AQ==', `${GO_KEY}\n`, ` ${GO_KEY}`, `${GO_KEY}=`])(
    'is not "%s"',
    (text) => {
      expect(parseVerifierKey(text)).toBeUndefined();
    },
  );
});

describe('a note', () => {
  test('that Go signed is opened', () => {
    expect(openNote(GO_NOTE, goKey)).toBe(TEXT);
  });
  test('is signed the same each time, and opened with its key', async () => {
    expect(await signNote(TEXT, NAME, signer)).toBe(note);
    expect(openNote(note, key)).toBe(TEXT);
  });
  test('may have empty lines, and signatures of others', async () => {
    const text = 'first\n\nlast\n';
    const twice = `${await signNote(text, 'witness.example/w1', signerOf(2))}${(await signNote(text, NAME, signer)).slice(text.length + 1)}`;
    expect(openNote(twice, key)).toBe(text);
    expect(openNote(twice, { ...goKey })).toBeUndefined();
  });
  test('is not opened with another key, nor with one of the same bytes under another name', async () => {
    expect(openNote(note, { name: NAME, publicKey: await signerOf(2).publicKey() })).toBeUndefined();
    expect(openNote(note, { ...key, name: `${NAME}-2` })).toBeUndefined();
  });
  test('is not opened when any byte of it is another, or missing', () => {
    const bytes = Buffer.from(note);
    for (let at = 0; at < bytes.length; at += 1) {
      const flipped = Buffer.from(bytes.map((byte, n) => (n === at ? byte ^ 1 : byte)));
      expect(openNote(flipped.toString('utf8'), key)).toBeUndefined();
      expect(openNote(bytes.subarray(0, at).toString('utf8'), key)).toBeUndefined();
    }
  });
  test.each([
    ['', 'nothing'],
    [TEXT, 'no signature'],
    [`${TEXT}\n`, 'an empty line at its end'],
    [`${TEXT}\n${signature}x`, 'something behind the last line'],
    [`${TEXT}\n${signature}\n`, 'another empty line'],
    [`${TEXT}\n- ${signature.slice(2)}`, 'a hyphen for the dash'],
    [`${TEXT}\n${signature.trimEnd()} more\n`, 'more in the line'],
    [note.replace('know', 'know\t'), 'a tab'],
    [note.replaceAll('\n', '\r\n'), 'other line ends'],
    [`${TEXT}\n${signature.repeat(101)}`, 'too many signatures'],
  ])('is not %j (%s)', (text) => {
    expect(openNote(text, key)).toBeUndefined();
  });
});
