import { Attr, type Document, type Element, type Node } from 'slimdom';
import type { Finding } from '../../../schemas/nemsis/finding.ts';
import type { Places } from '../places.ts';
import { type Context, elementOf, type Inventory, inventoryOf, matching } from './contexts.ts';
import { XPathFault } from './evaluator.ts';
import { findingOf } from './finding-of.ts';
import type { Pattern, Rule, RuleSet } from './rule-set.ts';
import { withinTime } from './within-time.ts';
import type { Surroundings } from './xslt-functions.ts';

/** A document to run rules on, and the clock: what rules are told of it, and how long they may take. */
export interface Run {
  readonly document: Document;
  readonly places: Places;
  readonly now: Date;
  /** Milliseconds that go by, from anywhere on. */
  elapsed(): number;
  /** Rules that are not through when it has elapsed end with a finding. */
  readonly budget: number;
}

class OutOfTime extends Error {}

const attempt = <T>(evaluate: () => T): { ok: true; value: T } | { ok: false; code: string } => {
  try {
    return { ok: true, value: evaluate() };
  } catch (error) {
    if (error instanceof XPathFault) return { ok: false, code: error.code };
    throw error;
  }
};

const fatal = (rule: string, node: Node | null, message: string, places: Places): Finding => {
  const element: Element | null = node && elementOf(node);
  return {
    stage: 'schematron',
    rule,
    severity: 'FATAL',
    element: element?.localName ?? '',
    location: element ? places.of(element) : '',
    message,
  };
};

const notEvaluated = (code: string) =>
  `The rule cannot be evaluated here (${code}), so the data set does not count as valid.`;

/** One run of one file of rules on one document. */
class Runner {
  private readonly rules: RuleSet;
  private readonly run: Run;
  private readonly inventory: Inventory;
  private readonly start: number;
  private readonly findings: Finding[] = [];

  constructor(rules: RuleSet, run: Run) {
    this.rules = rules;
    this.run = run;
    this.inventory = inventoryOf(run.document);
    this.start = run.elapsed();
  }

  all(): Finding[] {
    if (!this.isThrough()) {
      const message = `The rules were not through after ${this.run.budget} ms, so the data set does not count as valid.`;
      this.findings.push(fatal('time-limit', null, message, this.run.places));
    }
    return this.findings;
  }

  private isThrough(): boolean {
    try {
      return withinTime(this.run.budget, () => this.patterns()) !== undefined;
    } catch (error) {
      if (error instanceof OutOfTime) return false;
      throw error;
    }
  }

  private patterns(): void {
    for (const pattern of this.rules.patterns) this.pattern(pattern);
  }

  private pattern(pattern: Pattern): void {
    const taken = new Map<Node, Rule>();
    for (const rule of pattern.rules)
      for (const node of this.matches(rule)) if (!taken.has(node)) taken.set(node, rule);
    const inOrder = [...taken].sort(([one], [other]) => this.order(one) - this.order(other));
    for (const [node, rule] of inOrder) this.judge(node, rule);
  }

  private matches(rule: Rule): Node[] {
    return rule.contexts.flatMap((context) => this.matchesOf(context, rule));
  }

  private matchesOf(context: Context, rule: Rule): Node[] {
    const surroundings = this.surroundings(this.run.document);
    const found = attempt(() =>
      matching(context, this.inventory, (expression, node) => {
        this.inTime();
        return this.rules.evaluator.nodes(expression, node, surroundings);
      }),
    );
    if (found.ok) return found.value;
    this.findings.push(fatal(rule.id, null, notEvaluated(found.code), this.run.places));
    return [];
  }

  private judge(node: Node, rule: Rule): void {
    const surroundings = this.surroundings(node);
    for (const check of rule.checks) {
      this.inTime();
      const tested = attempt(() => this.rules.evaluator.boolean(check.test, node, surroundings));
      if (!tested.ok) this.findings.push(fatal(check.id, node, notEvaluated(tested.code), this.run.places));
      else if (tested.value === (check.kind === 'report'))
        this.findings.push(findingOf({ check, node, surroundings }, this.rules.evaluator, this.run.places));
    }
  }

  private surroundings(current: Node): Surroundings {
    return { current, now: this.run.now, keys: this.rules.keys };
  }

  /** Attributes come just behind the element that has them. */
  private order(node: Node): number {
    const element = elementOf(node);
    return (element ? (this.inventory.order.get(element) ?? 0) : 0) + (node instanceof Attr ? 0.5 : 0);
  }

  private inTime(): void {
    if (this.run.elapsed() - this.start > this.run.budget) throw new OutOfTime();
  }
}

/**
 * Runs a file of rules on a document. What a rule says is a finding; a rule that cannot be evaluated, or rules that take
 * too long, are findings that block.
 */
export const runRules = (rules: RuleSet, run: Run): Finding[] => new Runner(rules, run).all();
