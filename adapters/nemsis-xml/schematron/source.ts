import { Element, Text } from 'slimdom';
import { parts } from './dialect.ts';

/** A part of a message: text, or an expression whose value is said. */
export type MessagePart = { readonly text: string } | { readonly select: string };

/** A variable. */
export interface Let {
  readonly name: string;
  readonly value: string;
}

/** An assert or a report, as its file has it. */
export interface CheckSource {
  readonly kind: 'assert' | 'report';
  readonly id: string;
  readonly role: string;
  readonly test: string;
  readonly message: readonly MessagePart[];
}

/** A rule, as its file has it. */
export interface RuleSource {
  readonly id: string;
  readonly context: string;
  readonly lets: readonly Let[];
  readonly checks: readonly CheckSource[];
}

/** A pattern, as its file has it, with nothing abstract left in it. */
export interface PatternSource {
  readonly id: string;
  readonly lets: readonly Let[];
  readonly rules: readonly RuleSource[];
}

/** Fills in the parameters of an abstract pattern. */
type Fill = (text: string) => string;

const attribute = (element: Element, name: string): string => element.getAttribute(name) ?? '';

const letsOf = (parent: Element, fill: Fill): Let[] =>
  parts(parent, 'let').map((each) => ({
    name: attribute(each, 'name'),
    value: fill(attribute(each, 'value')),
  }));

const messageOf = (element: Element, fill: Fill): MessagePart[] =>
  element.childNodes.flatMap((child): MessagePart[] => {
    if (child instanceof Text) return [{ text: child.data }];
    if (!(child instanceof Element)) return [];
    if (child.localName === 'value-of') return [{ select: fill(attribute(child, 'select')) }];
    if (child.localName === 'name') return [{ select: `name(${fill(attribute(child, 'path'))})` }];
    return messageOf(child, fill);
  });

interface Place {
  readonly pattern: string;
  readonly rule: string;
  readonly role: string;
}

const checkOf = (element: Element, { pattern, rule, role }: Place, fill: Fill): CheckSource => ({
  kind: element.localName === 'report' ? 'report' : 'assert',
  id: attribute(element, 'id') || rule || pattern,
  role: attribute(element, 'role') || role,
  test: fill(attribute(element, 'test')),
  message: messageOf(element, fill),
});

/** Rules that others extend, by id: what they bring stands in front of what the rule has itself. */
type Abstracts = ReadonlyMap<string, Element>;

const bodyOf = (element: Element, abstracts: Abstracts): Element[] =>
  parts(element, 'let', 'assert', 'report', 'extends').flatMap((each) => {
    if (each.localName !== 'extends') return [each];
    const extended = abstracts.get(attribute(each, 'rule'));
    return extended === undefined || extended === element ? [] : bodyOf(extended, abstracts);
  });

const isAbstract = (element: Element) => attribute(element, 'abstract') === 'true';

const ruleOf = (element: Element, pattern: string, { fill, abstracts }: Filling): RuleSource => {
  const body = bodyOf(element, abstracts);
  const id = attribute(element, 'id');
  const place = { pattern, rule: id, role: attribute(element, 'role') };
  const variables = body.filter(({ localName }) => localName === 'let');
  return {
    id: id || pattern,
    context: fill(attribute(element, 'context')),
    lets: variables.map((each) => ({ name: attribute(each, 'name'), value: fill(attribute(each, 'value')) })),
    checks: body.filter((each) => !variables.includes(each)).map((each) => checkOf(each, place, fill)),
  };
};

interface Filling {
  readonly fill: Fill;
  readonly abstracts: Abstracts;
}

const byId = (elements: readonly Element[]): Map<string, Element> =>
  new Map(elements.filter(isAbstract).map((each) => [attribute(each, 'id'), each]));

/** Longer names first, so that `$time` is not taken for `$timeOf`. */
const filling = (pattern: Element): Fill => {
  const params = parts(pattern, 'param')
    .map((each) => [`$${attribute(each, 'name')}`, attribute(each, 'value')] as const)
    .sort(([one], [other]) => other.length - one.length);
  return (text) => params.reduce((filled, [name, value]) => filled.replaceAll(name, () => value), text);
};

/** The phase that a file begins with, where it names one. */
const phasesOf = (root: Element): Element[] =>
  parts(root, 'phase').filter((each) => attribute(each, 'id') === attribute(root, 'defaultPhase'));

/** The active patterns of a file of rules, with abstract rules and patterns put in where they are used. */
export const patternsOf = (root: Element): PatternSource[] => {
  const all = parts(root, 'pattern');
  const abstracts = byId(all.flatMap((each) => parts(each, 'rule')));
  const templates = byId(all);
  const phase = attribute(root, 'defaultPhase');
  const active = phasesOf(root).flatMap((each) =>
    parts(each, 'active').map((one) => attribute(one, 'pattern')),
  );
  const runs = (pattern: Element) =>
    !isAbstract(pattern) && (['', '#ALL'].includes(phase) || active.includes(attribute(pattern, 'id')));
  return all.filter(runs).map((pattern) => {
    const template = templates.get(attribute(pattern, 'is-a')) ?? pattern;
    const fill = filling(pattern);
    const id = attribute(pattern, 'id') || `pattern ${all.indexOf(pattern) + 1}`;
    const rules = parts(template, 'rule').filter((each) => !isAbstract(each));
    return {
      id,
      lets: [...letsOf(template, fill), ...(template === pattern ? [] : letsOf(pattern, fill))],
      rules: rules.map((each) => ruleOf(each, id, { fill, abstracts })),
    };
  });
};

/** The variables of the whole file, and of the phase that it begins with. */
export const globalLets = (root: Element): Let[] =>
  [root, ...phasesOf(root)].flatMap((each) => letsOf(each, (text) => text));
