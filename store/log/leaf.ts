import { leafHash } from './merkle.ts';

/** What the log says of a commit: which stream (`tenant#category#id`), which versions, and its hash (base64). */
export interface LeafFacts {
  readonly stream: string;
  readonly first_version: number;
  readonly version: number;
  readonly hash: string;
}

/** A leaf's bytes as text: three lines, each ended by a newline. None of its parts can hold one. */
export const leafText = ({ stream, first_version, version, hash }: LeafFacts): string =>
  `${stream}\n${first_version}-${version}\n${hash}\n`;

/** The hash of a commit's leaf. */
export const leafHashOf = (facts: LeafFacts): Uint8Array => leafHash(Buffer.from(leafText(facts)));
