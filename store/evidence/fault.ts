/** The first place of a bundle that is not as it was made: which file, which line of it or which number, and what is wrong. */
export interface Fault {
  readonly file: string;
  /** The line, counted from 1, where the file has lines. */
  readonly line?: number;
  /** The entry's number in the log, where it is about one. */
  readonly seq?: number;
  readonly what: string;
}

/**
 * A check that ends with what it proved, or stops at the first fault. It is never resumed after one, so `yield` gives
 * nothing back: what comes after it may rely on what was checked.
 */
export type Check<T> = AsyncGenerator<Fault, T, never>;
