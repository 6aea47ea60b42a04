import fontoxpath, { type Options } from 'fontoxpath';
import type { Document, Node } from 'slimdom';
import { functionNamed, MODULES, type Surroundings, XPATH_FUNCTIONS } from './xslt-functions.ts';

/** Evaluates expressions of one file of rules. Dynamic errors are thrown, as `XPathFault`. */
export interface Evaluator {
  boolean(expression: string, node: Node, surroundings: Surroundings): boolean;
  nodes(expression: string, node: Node, surroundings?: Surroundings): Node[];
  string(expression: string, node: Node, surroundings: Surroundings): string;
  strings(expression: string, node: Node): string[];
  items(expression: string, node: Node, surroundings: Surroundings): unknown[];
}

/** What a file of rules brings to its expressions. */
export interface Prologue {
  readonly namespaces: ReadonlyMap<string, string>;
  /** Variables that hold fragments of XML, by name. */
  readonly fragments: Readonly<Record<string, Document>>;
}

/** An expression failed: `code` as XPath has it (`FORG0001`). The library's words are kept out, for they hold values. */
export class XPathFault extends Error {
  readonly code: string;

  constructor(code: string) {
    super(`XPath: ${code}`);
    this.name = 'XPathFault';
    this.code = code;
  }
}

const {
  evaluateXPath,
  evaluateXPathToBoolean,
  evaluateXPathToNodes,
  evaluateXPathToString,
  evaluateXPathToStrings,
} = fontoxpath;

const CODE = /\b[A-Z]{4}\d{4}\b/;

const PREFIXES: readonly (readonly [prefix: string, uri: string])[] = [
  ['xs', 'http://www.w3.org/2001/XMLSchema'],
  ['fn', XPATH_FUNCTIONS],
];

const guarded = <T>(evaluate: () => T): T => {
  try {
    return evaluate();
  } catch (error) {
    const [code] = CODE.exec(error instanceof Error ? error.message : '') ?? [];
    throw new XPathFault(code ?? 'an error');
  }
};

/** An evaluator; expressions are compiled when first met, and kept by the library. */
export const evaluatorOf = ({ namespaces, fragments }: Prologue): Evaluator => {
  const known = new Map([...PREFIXES, ...namespaces]);
  const base: Options = {
    language: evaluateXPath.XPATH_3_1_LANGUAGE,
    moduleImports: MODULES,
    logger: { trace: () => undefined },
    namespaceResolver: (prefix) => known.get(prefix) ?? null,
    functionNameResolver: ({ prefix, localName }, arity) => {
      const namespaceURI = prefix ? (known.get(prefix) ?? '') : XPATH_FUNCTIONS;
      return namespaceURI === XPATH_FUNCTIONS ? functionNamed(localName, arity) : { namespaceURI, localName };
    },
  };
  /** Handing variables over costs as much as a small expression. */
  const variables = (expression: string) => (expression.includes('$') ? fragments : null);
  const options = (surroundings?: Surroundings): Options => ({ ...base, currentContext: surroundings });
  return {
    boolean: (expression, node, given) =>
      guarded(() => evaluateXPathToBoolean(expression, node, null, variables(expression), options(given))),
    nodes: (expression, node, given) =>
      guarded(() => evaluateXPathToNodes(expression, node, null, variables(expression), options(given))),
    string: (expression, node, given) =>
      guarded(() => evaluateXPathToString(expression, node, null, variables(expression), options(given))),
    strings: (expression, node) =>
      guarded(() => evaluateXPathToStrings(expression, node, null, variables(expression), options())),
    items: (expression, node, given) =>
      guarded(() =>
        evaluateXPath(
          expression,
          node,
          null,
          variables(expression),
          evaluateXPath.ALL_RESULTS_TYPE,
          options(given),
        ),
      ),
  };
};
