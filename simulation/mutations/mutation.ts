/** A bug that can be planted: the one place in a file where `find` stands is read as `replace`, and why that is wrong. */
export interface Mutation {
  readonly name: string;
  /** From the root of the repository. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  readonly why: string;
  /** A seed that finds it; where the simulation changes, another one may. */
  readonly seed: number;
}
