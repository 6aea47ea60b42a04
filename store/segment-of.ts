/** The segment that a table in memory keeps a partition in: whichever, as long as it is always the same. */
export const segmentOf = (pk: string, segments: number): number =>
  [...pk].reduce((hash, letter) => (hash * 31 + (letter.codePointAt(0) ?? 0)) % 65_521, 7) % segments;
