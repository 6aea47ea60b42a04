import type { Container } from './container.ts';

type Port<P> = { readonly [op in keyof P]: (...about: never[]) => Promise<unknown> };

/** A service as a container sees it: every call of it is a step. */
export const stepped = <P extends Port<P>>(container: Container, name: string, port: P): P => {
  const operations = Object.entries<(...about: never[]) => Promise<unknown>>(port);
  const steps = operations.map(([op, run]) => [
    op,
    (...about: never[]) => container.step(`${name}.${op}`, about, () => run(...about)),
  ]);
  // Sound: each operation is there, under its name, with the same arguments and answer.
  return Object.fromEntries(steps) as P;
};
