/** Something in a file of rules that this product cannot do, and where it stands. */
export interface Unsupported {
  readonly construct: string;
  readonly where: string;
}
