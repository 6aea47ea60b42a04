import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { commitHash } from '../../../store/commit-hash.ts';
import type { Fault } from '../../../store/evidence/fault.ts';
import { verifyBundle } from '../../../store/evidence/verify-bundle.ts';
import { parseVerifierKey } from '../../../store/log/verifier-key.ts';
import { OperatorFault } from '../cli/fault.ts';
import type { Session } from '../cli/verb.ts';
import { bundleFiles } from './bundle-folder.ts';

/** What `audit verify` is asked. */
export const Verifying = z.object({
  bundle: z.string().min(1),
  key: z
    .string()
    .trim()
    .refine((text) => parseVerifierKey(text) !== undefined, 'not a verifier key; the file "key" has one')
    .optional(),
  kept: z.array(z.string()).default([]),
});
type Verifying = z.output<typeof Verifying>;

/** Where it is broken: `commits.jsonl line 8 (entry 7)`. */
const placeOf = ({ file, line, seq }: Fault): string =>
  [
    file,
    ...(line === undefined ? [] : [`line ${line}`]),
    ...(seq === undefined ? [] : [`(entry ${seq})`]),
  ].join(' ');

const noteIn = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch(() => {
    throw new OperatorFault({
      problem: `The kept checkpoint ${file} cannot be read.`,
      advice: 'Name the file that the checkpoint was kept in, as it was received.',
    });
  });

const broken = () =>
  new OperatorFault({
    problem: 'The bundle is not what the log signed.',
    advice: 'Keep it as it is and see "When a check fails" in docs/evidence.md.',
  });

/** Checks a bundle offline: asks nobody, opens no target. Ends with a fault where it is broken, and says where first. */
export const verifyEvidence = async (
  { bundle, key, kept }: Verifying,
  { screen }: Session,
): Promise<void> => {
  const files = await bundleFiles(bundle);
  screen.progress(`${files.paths.length} files; checking`);
  const notes = await Promise.all(kept.map(noteIn));
  const verdict = await verifyBundle(files, {
    hashOf: commitHash,
    kept: notes,
    ...(key !== undefined && { key }),
    checked: (entries, of) => screen.progress(`${entries} of ${of} entries checked`),
  });
  if (!verdict.ok) {
    screen.result({ ...verdict }, `broken: ${placeOf(verdict)}: ${verdict.what}`);
    throw broken();
  }
  const { origin, entries, checkpoints } = verdict;
  screen.result(
    { ...verdict, kept: notes.length, key_trusted: key !== undefined },
    `whole: ${origin}, ${entries} entries, ${checkpoints} checkpoints, ${notes.length} kept ones fit`,
  );
  if (key === undefined)
    screen.progress('The key is the one in the bundle: with --key it is held against the one you have.');
};
