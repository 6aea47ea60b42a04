import type { Element } from 'slimdom';
import { parts } from './dialect.ts';
import type { Unsupported } from './unsupported.ts';

const idsOf = (elements: readonly Element[]): Set<string> =>
  new Set(elements.map((each) => each.getAttribute('id') ?? ''));

const isAbstract = (element: Element) => element.getAttribute('abstract') === 'true';

const missing = (
  elements: readonly Element[],
  attribute: string,
  there: ReadonlySet<string>,
): Unsupported[] =>
  elements
    .map((each) => each.getAttribute(attribute))
    .filter((name) => name !== null && !there.has(name))
    .map((name) => ({
      construct: `${attribute} "${name}", which is not in the file`,
      where: `${attribute} ${name}`,
    }));

/** The abstract rules that extend themselves, by way of others or not: there is no end to what they bring. */
const circular = (rules: readonly Element[]): Unsupported[] => {
  const named = new Map(rules.filter(isAbstract).map((each) => [each.getAttribute('id') ?? '', each]));
  const reaches = (from: Element, id: string, seen: Set<Element>): boolean =>
    parts(from, 'extends').some((each) => {
      const name = each.getAttribute('rule') ?? '';
      const next = named.get(name);
      if (name === id || next === undefined || seen.has(next)) return name === id;
      return reaches(next, id, seen.add(next));
    });
  return [...named]
    .filter(([id, rule]) => reaches(rule, id, new Set()))
    .map(([id]) => ({ construct: `rule "${id}", which extends itself`, where: `rule ${id}` }));
};

/** What a file of rules refers to and does not have. */
export const danglingIn = (root: Element): Unsupported[] => {
  const patterns = parts(root, 'pattern');
  const rules = patterns.flatMap((each) => parts(each, 'rule'));
  const phases = parts(root, 'phase');
  return [
    ...circular(rules),
    ...missing(
      rules.flatMap((each) => parts(each, 'extends')),
      'rule',
      idsOf(rules.filter(isAbstract)),
    ),
    ...missing(patterns, 'is-a', idsOf(patterns.filter(isAbstract))),
    ...missing(
      phases.flatMap((each) => parts(each, 'active')),
      'pattern',
      idsOf(patterns),
    ),
    ...missing([root], 'defaultPhase', idsOf(phases).add('#ALL')),
  ];
};

const CURRENT = /\bcurrent\s*\(\s*\)/;

/** `current()` where no rule looks at a node yet. */
export const currentOutsideOfRules = (root: Element): Unsupported[] => {
  const patterns = parts(root, 'pattern');
  const lets = [root, ...patterns].flatMap((each) => parts(each, 'let'));
  const contexts = patterns.flatMap((each) => parts(each, 'rule'));
  return [
    ...lets.map((each) => each.getAttribute('value')),
    ...contexts.map((each) => each.getAttribute('context')),
  ]
    .filter((expression) => CURRENT.test(expression ?? ''))
    .map((expression) => ({ construct: 'current() outside of a rule', where: expression ?? '' }));
};
