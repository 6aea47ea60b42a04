/** Where a commit lies: its stream's key and its versions, without anything of what is in it. */
interface CommitPlace {
  readonly stream: string;
  readonly first_version: number;
  readonly version: number;
}

/** Places of commits as a scan of one segment meets them, and the key to go on from where there are more. */
interface PlacePage {
  readonly places: readonly CommitPlace[];
  readonly next?: unknown;
}

/** A part of the whole store: `segment` of `of`, which together hold every stream once, and each whole. */
export interface Segment {
  readonly segment: number;
  readonly of: number;
}

/** The whole event store as the sweep goes over it: keys and versions alone. */
export interface CommitPlaces {
  page(part: Segment, from?: unknown): Promise<PlacePage>;
}
