/**
 * Where an archive lies. What counts is what was written first under a name: where objects are versioned and locked,
 * nobody can take that away, and neither a later version nor a deletion hides it.
 */
export interface ArchiveBucket {
  /** All names that begin with a prefix, in their order. */
  names(prefix: string): Promise<readonly string[]>;
  /** The folders right below a folder, each with its whole name and a slash at the end, in their order. */
  folders(prefix: string): Promise<readonly string[]>;
  get(name: string): Promise<Uint8Array | undefined>;
  /** Writes an object unless its name is taken. */
  put(name: string, bytes: Uint8Array): Promise<'put' | 'taken'>;
}
