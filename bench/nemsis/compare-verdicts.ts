import type { Dictionary } from '../../schemas/nemsis/dictionary.ts';
import { mutated } from './mutations.ts';
import { seeded } from './random.ts';
import { readTree, writeTree, type XmlNode } from './xml-tree.ts';

/** Whether a document is valid, by its text or by the tree that the text says. */
export type Judge = (xml: string, root: XmlNode) => boolean;

/** What is compared: two judges of documents of one kind, over so many changes of given documents. */
export interface Comparison {
  readonly dictionary: Dictionary;
  readonly documents: readonly string[];
  readonly judges: readonly [Judge, Judge];
  readonly times: number;
  readonly seed: number;
}

/** How often both judges said the same, and the documents over which they differ, with what was done to them. */
export interface Agreement {
  readonly valid: number;
  readonly invalid: number;
  readonly differing: readonly {
    readonly name: string;
    readonly xml: string;
    readonly verdicts: readonly boolean[];
  }[];
}

/** Has two judges judge the same changed documents, which come the same way again from the same seed. */
export const compareVerdicts = ({ dictionary, documents, judges, times, seed }: Comparison): Agreement => {
  const random = seeded(seed);
  const trees = documents.map(readTree);
  const judged = Array.from({ length: times }, () => {
    const { name, root } = mutated({ root: random.pick(trees), dictionary, random });
    const xml = writeTree(root);
    return { name, xml, verdicts: judges.map((judge) => judge(xml, root)) };
  });
  const differing = judged.filter(({ verdicts: [one, other] }) => one !== other);
  const valid = judged.filter(({ verdicts }) => verdicts.every((verdict) => verdict)).length;
  return { valid, invalid: times - valid - differing.length, differing };
};
