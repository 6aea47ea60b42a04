/** What lies in the place of something to be restored, and is not it: nothing is written over it. */
export class RestoreConflict extends Error {
  override readonly name = 'RestoreConflict';
  readonly stream: string;
  readonly version: number;

  constructor(at: { stream: string; version: number }, reason: string) {
    super(`${at.stream} version ${at.version} cannot be restored: ${reason}.`);
    this.stream = at.stream;
    this.version = at.version;
  }
}
