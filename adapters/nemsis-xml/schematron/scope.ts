import type { Let } from './source.ts';

/** What variables are about: the whole document, or the element that a rule looks at. */
type Level = 'document' | 'node';

interface Variable extends Let {
  readonly level: Level;
  /** Where its own expression looks for names: what stands outside of its own scope, and before it. */
  readonly depth: number;
}

/** The variables that an expression may name, from the outermost to the innermost. */
export type Scope = readonly Variable[];

/** A scope with further variables inside of it. */
export const within = (scope: Scope, level: Level, lets: readonly Let[]): Scope => {
  const depth = (scope.at(-1)?.depth ?? 0) + 1;
  return [...scope, ...lets.map((each) => ({ ...each, level, depth }))];
};

const NAME = /\$([\w.-]+)/g;

const named = (expression: string, scope: Scope, depth: number): Variable[] => {
  const names = new Set([...expression.matchAll(NAME)].map(([, name = '']) => name));
  return [...names].flatMap(
    (name) => scope.findLast((each) => each.name === name && each.depth <= depth) ?? [],
  );
};

/** Adds a variable behind those that it needs; a circle ends where it began and is then told as a name out of scope. */
const need = (variable: Variable, scope: Scope, needed: Set<Variable>, above: readonly Variable[]): void => {
  if (above.includes(variable)) return;
  for (const each of named(variable.value, scope, variable.depth))
    need(each, scope, needed, [...above, variable]);
  needed.add(variable);
};

const bound = ({ name, level, value }: Variable): string =>
  level === 'document' ? `$${name} := (root(.) ! (${value}))` : `$${name} := (${value})`;

/**
 * An expression that stands for itself: the variables that it needs are bound in it, outer ones first. So each is
 * evaluated only where it is used, with its type kept.
 */
export const selfContained = (expression: string, scope: Scope): string => {
  const needed = new Set<Variable>();
  for (const each of named(expression, scope, Number.POSITIVE_INFINITY)) need(each, scope, needed, []);
  if (needed.size === 0) return expression;
  const ordered = [...needed].sort((one, other) => one.depth - other.depth);
  return `let ${ordered.map(bound).join(', ')} return (${expression})`;
};
