/** An archive that ends before what the log of its tenant signed: its newest objects are missing. */
export class ShortArchive extends Error {
  override readonly name = 'ShortArchive';
  readonly tenant: string;
  /** Commits in the archive, and in the tree of the log's newest checkpoint. */
  readonly archived: number;
  readonly signed: number;

  constructor(tenant: string, { archived, signed }: { readonly archived: number; readonly signed: number }) {
    super(
      `The archive of ${tenant} ends after ${archived} commits; the newest checkpoint of its log counts ${signed}.`,
    );
    this.tenant = tenant;
    this.archived = archived;
    this.signed = signed;
  }
}
