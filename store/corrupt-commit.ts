/** A stored commit that cannot be understood: names the place, and never what lies there, because that may be PHI. */
export class CorruptCommit extends Error {
  readonly stream: string;
  readonly version: number;

  constructor(at: { stream: string; version: number }, reason: string) {
    super(`The commit at ${at.stream} version ${at.version} cannot be read: ${reason}.`);
    this.name = 'CorruptCommit';
    this.stream = at.stream;
    this.version = at.version;
  }
}
