import { Attr, Element, Node } from 'slimdom';
import type { Finding, Severity } from '../../../schemas/nemsis/finding.ts';
import type { Places } from '../places.ts';
import { elementOf } from './contexts.ts';
import { type Evaluator, XPathFault } from './evaluator.ts';
import type { Check } from './rule-set.ts';
import type { MessagePart } from './source.ts';
import type { Surroundings } from './xslt-functions.ts';

/** Where a check failed. */
interface Failure {
  readonly check: Check;
  readonly node: Node;
  readonly surroundings: Surroundings;
}

const SEVERITIES: Readonly<Record<string, Severity>> = {
  '[FATAL]': 'FATAL',
  '[ERROR]': 'ERROR',
  '[WARNING]': 'WARNING',
};

/** A role that is none of NEMSIS's blocks: nobody said that it does not. */
const severityOf = (role: string): Severity =>
  SEVERITIES[role.toUpperCase()] ?? SEVERITIES[`[${role.toUpperCase()}]`] ?? 'ERROR';

const orElse = <T>(evaluate: () => T, otherwise: T): T => {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof XPathFault) return otherwise;
    throw error;
  }
};

const nameOf = (item: Node): string =>
  item instanceof Attr ? `@${item.name}` : (elementOf(item)?.localName ?? '');

/**
 * What an expression in a message says. Where it gives something of the judged document itself, its name is said and not
 * its value.
 */
const said = (select: string, { node, surroundings }: Failure, evaluator: Evaluator): string => {
  const isJudged = (item: unknown): item is Node =>
    item instanceof Node && item.ownerDocument === node.ownerDocument;
  const judged = evaluator.items(select, node, surroundings).filter(isJudged);
  if (judged.length > 0) return [...new Set(judged.map(nameOf))].join(', ');
  return evaluator.string(select, node, surroundings);
};

const messageOf = (failure: Failure, evaluator: Evaluator): string =>
  failure.check.message
    .map((part: MessagePart) =>
      'text' in part ? part.text : orElse(() => said(part.select, failure, evaluator), '(?)'),
    )
    .join('')
    .replace(/\s+/g, ' ')
    .trim();

const ELEMENT_NUMBER = /\.\d{2}$/;

/** The element of the standard that a finding is about: one that is missing, or the node's own, or the first named. */
const elementName = ({ check, node, surroundings }: Failure, evaluator: Evaluator): string => {
  const [missing] = orElse(() => evaluator.string(check.missing, node, surroundings), '').split(/\s+/);
  if (missing) return missing;
  const own = elementOf(node)?.localName ?? '';
  if (ELEMENT_NUMBER.test(own)) return own;
  const named = orElse(() => evaluator.items(check.elements, node, surroundings), []);
  return named.find((item) => item instanceof Element)?.localName ?? own;
};

const locationOf = (node: Node, places: Places): string => {
  const element = elementOf(node);
  const place = element ? places.of(element) : '';
  return node instanceof Attr ? `${place}/@${node.name}` : place;
};

/** What a failed check says. */
export const findingOf = (failure: Failure, evaluator: Evaluator, places: Places): Finding => ({
  stage: 'schematron',
  rule: failure.check.id,
  severity: severityOf(failure.check.role),
  element: elementName(failure, evaluator),
  location: locationOf(failure.node, places),
  message: messageOf(failure, evaluator),
});
