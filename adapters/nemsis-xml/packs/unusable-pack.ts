/** A pack that is installed cannot be used; the message says which, and why, and speaks of packs alone. */
export class UnusablePack extends Error {
  override readonly name = 'UnusablePack';
}
