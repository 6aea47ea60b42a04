/** What lies in a log's store is not what was written there, or is not the log that was signed: names the place. */
export class BrokenLog extends Error {
  override readonly name = 'BrokenLog';
  readonly path: string;

  constructor(path: string, reason: string) {
    super(`The log is broken at ${path}: ${reason}.`);
    this.path = path;
  }
}

/** That a tile was to be written over with other bytes: two different trees of one size. */
export const forked = (path: string): BrokenLog =>
  new BrokenLog(
    path,
    'other hashes lie there already, so the leaves are not those it was made of; compare the feed',
  );
