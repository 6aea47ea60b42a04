import { type Element, parseXmlDocument } from 'slimdom';
import { DOCUMENT_LIMITS } from '../limits.ts';
import { parseTree } from '../parse-tree.ts';
import { safeText } from '../safe-xml.ts';
import { withIndexes } from './by-attribute.ts';
import { contextsOf } from './contexts.ts';
import { currentOutsideOfRules, danglingIn } from './dangling.ts';
import { unsupportedIn } from './dialect.ts';
import { type Evaluator, evaluatorOf } from './evaluator.ts';
import { Keys } from './keys.ts';
import { staticFaults } from './probe.ts';
import { xsltOf } from './prologue.ts';
import type { Check, Pattern, Rule, RuleSet } from './rule-set.ts';
import { type Scope, selfContained, within } from './scope.ts';
import { type CheckSource, globalLets, type PatternSource, patternsOf, type RuleSource } from './source.ts';
import type { Unsupported } from './unsupported.ts';

type Loaded =
  | { readonly ok: true; readonly rules: RuleSet }
  | { readonly ok: false; readonly unsupported: readonly Unsupported[] };

const whole = (name: string, scope: Scope): string =>
  scope.some((each) => each.name === name) ? selfContained(`$${name}`, scope) : '()';

const checkOf = (source: CheckSource, scope: Scope): Check => ({
  ...source,
  test: withIndexes(selfContained(source.test, scope)),
  message: source.message.map((part) =>
    'select' in part ? { select: selfContained(part.select, scope) } : part,
  ),
  elements: whole('nemsisElements', scope),
  missing: whole('nemsisElementsMissing', scope),
});

const ruleOf = ({ id, context, lets, checks }: RuleSource, outer: Scope): Rule => {
  const scope = within(outer, 'node', lets);
  return {
    id,
    contexts: contextsOf(context).map((each) => ({
      ...each,
      expression: selfContained(each.expression, outer),
    })),
    checks: checks.map((each) => checkOf(each, scope)),
  };
};

const patternOf = ({ id, lets, rules }: PatternSource, outer: Scope): Pattern => {
  const scope = within(outer, 'document', lets);
  return { id, rules: rules.map((each) => ruleOf(each, scope)) };
};

const ready = (root: Element): Loaded => {
  const { prologue, lets, keys, unsupported } = xsltOf(root);
  if (unsupported.length > 0) return { ok: false, unsupported };
  const globals = within([], 'document', [...lets, ...globalLets(root)]);
  const evaluator: Evaluator = evaluatorOf(prologue);
  const rules: RuleSet = {
    id: root.getAttribute('id') ?? '',
    version: root.getAttribute('schemaVersion') ?? '',
    patterns: patternsOf(root).map((each) => patternOf(each, globals)),
    evaluator,
    keys: new Keys(keys, evaluator),
  };
  return { ok: true, rules };
};

/**
 * A file of ISO Schematron rules that was tried before, as those of packs were, ready to run. Its expressions are compiled
 * when a document first needs them, for most documents need few: one that is wrong all the same blocks the document then.
 */
export const openRules = (bytes: Uint8Array): Loaded => {
  const safe = safeText(bytes, DOCUMENT_LIMITS);
  if (!safe.ok) return { ok: false, unsupported: [{ construct: safe.message, where: '/' }] };
  const parsed = parseTree(safe.text);
  if (!parsed.ok) return { ok: false, unsupported: [{ construct: parsed.message, where: '/' }] };
  parsed.tree.dispose();
  const { documentElement } = parseXmlDocument(safe.text);
  if (documentElement === null)
    return { ok: false, unsupported: [{ construct: 'no root element', where: '/' }] };
  const unsupported = [unsupportedIn, danglingIn, currentOutsideOfRules].flatMap((look) =>
    look(documentElement),
  );
  return unsupported.length > 0 ? { ok: false, unsupported } : ready(documentElement);
};

/**
 * A file of ISO Schematron rules, ready to run; or everything in it that this product cannot do, so that no rule is
 * passed over in silence. Every expression is tried.
 */
export const loadRules = (bytes: Uint8Array): Loaded => {
  const opened = openRules(bytes);
  if (!opened.ok) return opened;
  const faults = staticFaults(opened.rules);
  return faults.length > 0 ? { ok: false, unsupported: faults } : opened;
};
