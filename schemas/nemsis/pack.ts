import * as z from 'zod';
import { DataSetKind } from './data-set-kind.ts';

/** A file's name in a pack: no folders, so that it leads nowhere. */
const FileName = z.string().regex(/^[A-Za-z0-9][\w.-]*$/, 'must be a plain name of a file');
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** Names and versions make up a pack's id, which is the name of a folder or the key of an object. */
const Word = z.string().regex(/^[A-Za-z0-9][\w.]*(?:-[\w.]+)*$/, 'must be of letters, digits, "." and "-"');

/** The postal letters of a state, as `CT`. */
export const State = z.string().regex(/^[A-Z]{2}$/, 'must be two capital letters, as CT');

/**
 * A schema or a file of rules of an official release, as it was installed: of which data set, release (as
 * `3.5.1.250403CP1`) and, if it is a state's, state; its files with their SHA-256 (hex), and which of them it begins with.
 */
export const Pack = z.strictObject({
  name: Word,
  kind: z.enum(['schema', 'rules']),
  dataSet: DataSetKind,
  release: Word,
  state: State.optional(),
  version: Word,
  main: FileName,
  files: z.record(FileName, Sha256),
});
export type Pack = z.infer<typeof Pack>;

/** What tells a pack from every other. */
export const packId = ({ kind, name, release, state, version }: Pack): string =>
  [release, kind, name, state ?? 'US', version].join('_');
