import type { Context } from './contexts.ts';
import type { Evaluator } from './evaluator.ts';
import type { Keys } from './keys.ts';
import type { MessagePart } from './source.ts';

/** An assert or a report whose expressions stand for themselves. */
export interface Check {
  readonly kind: 'assert' | 'report';
  readonly id: string;
  readonly role: string;
  readonly test: string;
  readonly message: readonly MessagePart[];
  /** NEMSIS's own variables: which elements are to be looked at, and which are not there. */
  readonly elements: string;
  readonly missing: string;
}

export interface Rule {
  readonly id: string;
  readonly contexts: readonly Context[];
  readonly checks: readonly Check[];
}

/** Of the rules of a pattern the first whose context a node matches is the one that looks at it. */
export interface Pattern {
  readonly id: string;
  readonly rules: readonly Rule[];
}

/** A file of rules, ready to run. */
export interface RuleSet {
  readonly id: string;
  readonly version: string;
  readonly patterns: readonly Pattern[];
  readonly evaluator: Evaluator;
  readonly keys: Keys;
}
