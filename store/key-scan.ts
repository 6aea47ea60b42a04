/** Where a segmented scan is: which of how many segments. */
export interface Segment {
  readonly segment: number;
  readonly segments: number;
}

/** The key of a commit. */
export interface CommitKey {
  readonly pk: string;
  readonly sk: number;
}

/** Where a commit lies, and its last version; nothing of what is in it. */
export interface CommitPlace extends CommitKey {
  readonly last: number;
}

/**
 * What a scan asks of the events table: the keys and last versions of all commits, in segments that can be read side
 * by side, strongly consistent. Commits of one stream lie in one segment, together and in their order (as DynamoDB
 * keeps the items of a partition).
 */
export interface KeyScan {
  page(
    at: Segment,
    from?: CommitKey,
  ): Promise<{ readonly items: readonly CommitPlace[]; readonly next?: CommitKey }>;
  /** About how many commits there are, to tell how much is left; never to decide anything. */
  estimate(): Promise<number>;
}
