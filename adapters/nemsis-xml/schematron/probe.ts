import { Document } from 'slimdom';
import { XPathFault } from './evaluator.ts';
import type { Check, RuleSet } from './rule-set.ts';
import type { Unsupported } from './unsupported.ts';
import { withinTime } from './within-time.ts';

/** Milliseconds that all expressions of a file may take together on a document of one element. */
const PATIENCE = 10_000;

/**
 * Errors that an expression has wherever it is evaluated: its syntax, names that nothing is bound to. One without a code of
 * XPath is of what the library does not do.
 */
const STATIC = /^(XPST|XQST|XT|XUST|an error)/;

const MEANINGS: readonly (readonly [code: RegExp, means: string])[] = [
  [/^XPST0003/, 'an expression that is not XPath 2'],
  [/^XPST0008/, 'a variable that is not there'],
  [/^XPST0017/, 'a function that is not known'],
  [/^XPST0081/, 'a prefix that no namespace is bound to'],
  [/^XTDE1260/, 'a key that is not there'],
  [/^an error/, 'an expression that this program cannot evaluate'],
  [/./, 'an expression that cannot be used'],
];

const faultOf = (evaluate: () => void): string | undefined => {
  try {
    evaluate();
    return undefined;
  } catch (error) {
    if (error instanceof XPathFault) return STATIC.test(error.code) ? error.code : undefined;
    throw error;
  }
};

const expressionsOf = ({ test, message, elements, missing }: Check): string[] => [
  test,
  elements,
  missing,
  ...message.flatMap((part) => ('select' in part ? [part.select] : [])),
];

const all = ({ patterns }: RuleSet): { expression: string; where: string }[] =>
  patterns.flatMap((pattern) =>
    pattern.rules.flatMap((rule) => [
      ...rule.contexts.map(({ expression }) => ({ expression, where: `context of rule ${rule.id}` })),
      ...rule.checks.flatMap((check) =>
        expressionsOf(check).map((expression) => ({ expression, where: `${check.kind} ${check.id}` })),
      ),
    ]),
  );

const faultsOf = (rules: RuleSet): Unsupported[] => {
  const document = new Document();
  const current = document.appendChild(document.createElement('probe'));
  const surroundings = { current, now: new Date(0), keys: rules.keys };
  const seen = new Set<string>();
  return all(rules).flatMap(({ expression, where }) => {
    if (seen.has(expression)) return [];
    seen.add(expression);
    const code = faultOf(() => rules.evaluator.items(expression, current, surroundings));
    const [, means] = MEANINGS.find(([each]) => each.test(code ?? '')) ?? [];
    return code === undefined ? [] : [{ construct: `${means} (${code}): ${expression}`, where }];
  });
};

const NEVER_ENDING: Unsupported = {
  construct: `expressions that are not through after ${PATIENCE} ms on a document of one element`,
  where: '/',
};

/**
 * Compiles every expression of a file of rules, by evaluating each once on a document of one element: what is wrong with
 * an expression itself shows there. What fails for want of data is left for the run.
 */
export const staticFaults = (rules: RuleSet): readonly Unsupported[] =>
  withinTime(PATIENCE, () => faultsOf(rules))?.value ?? [NEVER_ENDING];
