/** Where an archive is broken: the number in the tenant's feed, and the commit, or the last whole one before it. */
export interface ArchivePlace {
  readonly tenant: string;
  readonly seq: number;
  /** The stream's key; undefined where nothing whole lies before. */
  readonly stream?: string | undefined;
  readonly version?: number | undefined;
  /** Whether that is the commit before the place, because the one there cannot be read. */
  readonly isBefore?: boolean;
}

const whereIn = ({ stream, version, isBefore }: ArchivePlace) =>
  stream === undefined ? '' : ` (${isBefore ? 'after ' : ''}${stream} version ${version})`;

/** An archive that is not what was written there, or not all of it: names the place, and never what lies there. */
export class BrokenArchive extends Error {
  override readonly name = 'BrokenArchive';
  readonly tenant: string;
  readonly seq: number;
  readonly stream: string | undefined;
  readonly version: number | undefined;

  constructor(at: ArchivePlace, reason: string) {
    super(`The archive of ${at.tenant} is broken at seq ${at.seq}${whereIn(at)}: ${reason}.`);
    this.tenant = at.tenant;
    this.seq = at.seq;
    this.stream = at.stream;
    this.version = at.version;
  }
}
