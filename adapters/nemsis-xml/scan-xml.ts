import type { XmlLimits } from './limits.ts';
import { type Refusal, refuse } from './refusal.ts';

const GREATER = '>'.charCodeAt(0);
const SLASH = '/'.charCodeAt(0);
const QUOTES = new Map([`"`, `'`].map((quote) => [quote.charCodeAt(0), quote]));

/** What holds no tags, by how it starts and ends. */
const OPAQUE: readonly (readonly [start: string, end: string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
];

interface Tag {
  /** Just behind its `>`; -1: it has none. */
  readonly end: number;
  readonly attributes: number;
}

/** One tag, whose quoted values may hold a `>`. */
const tagAt = (text: string, start: number): Tag => {
  let attributes = 0;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === GREATER) return { end: at + 1, attributes };
    const quote = QUOTES.get(code);
    if (quote === undefined) continue;
    attributes++;
    at = text.indexOf(quote, at + 1);
    if (at === -1) break;
  }
  return { end: -1, attributes };
};

/** Just behind what holds no tags; undefined where a tag stands. */
const behindOpaque = (text: string, at: number): number | undefined => {
  const found = OPAQUE.find(([start]) => text.startsWith(start, at));
  if (found === undefined) return undefined;
  const end = text.indexOf(found[1], at + found[0].length);
  return end === -1 ? -1 : end + found[1].length;
};

/** Levels that a tag opens (1), closes (-1), or neither, being empty (0). */
const opened = (text: string, at: number, end: number): -1 | 0 | 1 => {
  if (text.charCodeAt(at + 1) === SLASH) return -1;
  return text.charCodeAt(end - 2) === SLASH ? 0 : 1;
};

interface Step {
  readonly end: number;
  readonly levels: -1 | 0 | 1;
  readonly nodes: number;
}

/** What stands at a `<`. */
const stepAt = (text: string, at: number): Step => {
  const behind = behindOpaque(text, at);
  if (behind !== undefined) return { end: behind, levels: 0, nodes: 0 };
  const { end, attributes } = tagAt(text, at);
  const levels = opened(text, at, end);
  return { end, levels, nodes: levels === -1 ? 0 : 1 + attributes };
};

/** Counts as it goes: nodes, those of each tag, the levels that are open, and of each of them its elements so far. */
class Count {
  private nodes = 0;
  private readonly open = [0];
  private readonly limits: XmlLimits;

  constructor(limits: XmlLimits) {
    this.limits = limits;
  }

  take({ levels, nodes }: Step): Refusal | undefined {
    this.nodes += nodes;
    if (nodes - 1 > this.limits.attributes)
      return refuse(
        'too-many-nodes',
        `The file has an element with more than ${this.limits.attributes} attributes.`,
      );
    if (nodes > 0) this.open.push((this.open.pop() ?? 0) + 1);
    if (levels === 1) this.open.push(0);
    if (levels === -1) this.open.pop();
    return this.tooMuch();
  }

  private tooMuch(): Refusal | undefined {
    const { nodes, depth, siblings } = this.limits;
    if (this.open.length - 1 > depth)
      return refuse('too-deep', `The file nests elements deeper than ${depth} levels.`);
    if (this.nodes > nodes)
      return refuse('too-many-nodes', `The file has more than ${nodes} elements and attributes.`);
    if ((this.open.at(-2) ?? 0) > siblings || (this.open.at(-1) ?? 0) > siblings)
      return refuse('too-many-nodes', `The file has an element with more than ${siblings} elements.`);
    return undefined;
  }
}

/**
 * Looks a text over before any parser sees it, in one pass and without keeping anything: no document type (and so no
 * entities), not too many nodes, not too deep. Whether it is well-formed is the parser's to say: where a text makes no
 * sense the look ends, because there the parser will end too.
 */
export const scanXml = (text: string, limits: XmlLimits): Refusal | undefined => {
  const count = new Count(limits);
  let at = text.indexOf('<');
  while (at !== -1) {
    if (text.startsWith('<!DOCTYPE', at))
      return refuse('document-type', 'The file has a document type declaration (DOCTYPE); remove it.');
    const step = stepAt(text, at);
    const refusal = count.take(step);
    if (refusal) return refusal;
    at = step.end === -1 ? -1 : text.indexOf('<', step.end);
  }
  return undefined;
};
