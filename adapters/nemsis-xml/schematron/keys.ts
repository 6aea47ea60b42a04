import { Node } from 'slimdom';
import { contextsOf, elementOf } from './contexts.ts';

/** A key of XSLT: which nodes it has (as a pattern), and what each is found by. */
export interface KeySource {
  readonly name: string;
  readonly match: string;
  readonly use: string;
}

type Index = ReadonlyMap<string, readonly Node[]>;

interface Evaluating {
  nodes(expression: string, node: Node): Node[];
  strings(expression: string, node: Node): string[];
}

const entry = (index: Map<string, Node[]>, value: string): Node[] => {
  const known = index.get(value) ?? [];
  index.set(value, known);
  return known;
};

/** As they stand in the document. */
const byPlace = (one: Node, other: Node): number =>
  one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;

/** Finds nodes by keys; each document is indexed once a key, when it is first asked of. */
export class Keys {
  private readonly sources: ReadonlyMap<string, readonly KeySource[]>;
  private readonly evaluating: Evaluating;
  private readonly indexes = new WeakMap<Node, Map<string, Index>>();

  constructor(sources: readonly KeySource[], evaluating: Evaluating) {
    this.sources = Map.groupBy(sources, ({ name }) => name);
    this.evaluating = evaluating;
  }

  /** The nodes with one of these values, in `top` or below it. Undefined: there is no such key. */
  find(name: string, values: readonly string[], top: Node): Node[] | undefined {
    const sources = this.sources.get(name);
    if (sources === undefined) return undefined;
    const index = this.indexOf(name, sources, top.ownerDocument ?? top);
    const found = new Set(values.flatMap((value) => index.get(value) ?? []));
    return [...found].filter((node) => top.contains(elementOf(node) ?? node)).sort(byPlace);
  }

  private indexOf(name: string, sources: readonly KeySource[], root: Node): Index {
    const known = this.indexes.get(root) ?? new Map<string, Index>();
    this.indexes.set(root, known);
    const index = known.get(name) ?? this.built(sources, root);
    known.set(name, index);
    return index;
  }

  private built(sources: readonly KeySource[], root: Node): Index {
    const index = new Map<string, Node[]>();
    for (const { match, use } of sources)
      for (const node of this.matching(match, root))
        for (const value of this.evaluating.strings(use, node)) entry(index, value).push(node);
    return index;
  }

  private matching(pattern: string, root: Node): Node[] {
    return contextsOf(pattern).flatMap(({ expression, under }) =>
      this.evaluating.nodes(under === undefined ? expression : `//${expression}`, root),
    );
  }
}
