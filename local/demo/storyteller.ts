import type { Finding } from './findings.ts';
import type { Push } from './live-channel.ts';

/** What the demonstration tells as it goes on: a step that is done, a push that came, some findings and how many more. */
export type Told =
  | { readonly kind: 'step'; readonly title: string; readonly ms: number }
  | { readonly kind: 'push'; readonly push: Push }
  | { readonly kind: 'findings'; readonly findings: readonly Finding[]; readonly more: number };

/** Does the steps of the demonstration, and tells of each when it is done. */
export class Storyteller {
  readonly #tell: (told: Told) => void;

  constructor(tell: (told: Told) => void) {
    this.#tell = tell;
  }

  /** Does one step; its title may depend on its result. A step that fails throws and is not told. */
  async step<T>(title: string | ((result: T) => string), work: () => Promise<T>): Promise<T> {
    const began = performance.now();
    const result = await work();
    const ms = Math.round(performance.now() - began);
    this.#tell({ kind: 'step', title: typeof title === 'string' ? title : title(result), ms });
    return result;
  }

  push(push: Push): void {
    this.#tell({ kind: 'push', push });
  }

  /** Tells the first few of these findings, in their order; none, nothing. */
  findings(all: readonly Finding[], most: number): void {
    const findings = all.slice(0, most);
    if (findings.length > 0) this.#tell({ kind: 'findings', findings, more: all.length - findings.length });
  }
}
