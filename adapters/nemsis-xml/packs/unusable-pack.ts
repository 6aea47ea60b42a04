/** A pack that is installed cannot be used; the message says which, and why. */
export class UnusablePack extends Error {}
