import type { Node } from 'slimdom';

/** A key of XSLT: which nodes it has (as an expression from the document), and what each is found by. */
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

/** Finds nodes by keys; each document is indexed once a key, when it is first asked of. */
export class Keys {
  private readonly sources: ReadonlyMap<string, KeySource>;
  private readonly evaluating: Evaluating;
  private readonly indexes = new WeakMap<Node, Map<string, Index>>();

  constructor(sources: readonly KeySource[], evaluating: Evaluating) {
    this.sources = new Map(sources.map((each) => [each.name, each]));
    this.evaluating = evaluating;
  }

  /** The nodes with one of these values, in `top` or below it. Undefined: there is no such key. */
  find(name: string, values: readonly string[], top: Node): Node[] | undefined {
    const source = this.sources.get(name);
    if (source === undefined) return undefined;
    const index = this.indexOf(source, top.ownerDocument ?? top);
    return values.flatMap((value) => index.get(value) ?? []).filter((node) => top.contains(node));
  }

  private indexOf(source: KeySource, root: Node): Index {
    const known = this.indexes.get(root) ?? new Map<string, Index>();
    this.indexes.set(root, known);
    const index = known.get(source.name) ?? this.built(source, root);
    known.set(source.name, index);
    return index;
  }

  private built({ match, use }: KeySource, root: Node): Index {
    const index = new Map<string, Node[]>();
    for (const node of this.evaluating.nodes(`//${match}`, root))
      for (const value of this.evaluating.strings(use, node)) entry(index, value).push(node);
    return index;
  }
}
