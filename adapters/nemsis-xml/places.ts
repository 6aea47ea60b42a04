import { Element, type Node } from 'slimdom';

/** Tells where elements of one document stand, and finds them by what libxml2 calls their place. */
export interface Places {
  /** An XPath 2 to an element, whatever prefixes are bound: `/*:EMSDataSet[1]/*:Header[1]`. */
  of(element: Element): string;
  /** The element at a path of libxml2's (`/*\/*[2]/nem:eTimes.03`), or the nearest one above it that there is. */
  at(path: string): Element | undefined;
}

interface Family {
  readonly elements: readonly Element[];
  /** Which one an element is among those of its name. */
  readonly ordinals: ReadonlyMap<Element, number>;
}

const familyOf = (parent: Node): Family => {
  const elements = parent.childNodes.filter((child) => child instanceof Element);
  const counts = new Map<string, number>();
  const ordinals = new Map<Element, number>();
  for (const element of elements) {
    const ordinal = (counts.get(element.localName) ?? 0) + 1;
    counts.set(element.localName, ordinal);
    ordinals.set(element, ordinal);
  }
  return { elements, ordinals };
};

const STEP = /^([^[]+)(?:\[(\d+)\])?$/;

const child = (elements: readonly Element[], step: string): Element | undefined => {
  const [, name, ordinal = '1'] = STEP.exec(step) ?? [];
  const named = name === '*' ? elements : elements.filter(({ tagName }) => tagName === name);
  return named[Number(ordinal) - 1];
};

/** Places in a document, each family of elements looked at once. */
export const placesIn = (document: Node): Places => {
  const families = new Map<Node, Family>();
  const family = (parent: Node): Family => {
    const known = families.get(parent) ?? familyOf(parent);
    families.set(parent, known);
    return known;
  };
  const of = (element: Element): string => {
    const { parentNode } = element;
    if (parentNode === null) return '';
    const above = parentNode instanceof Element ? of(parentNode) : '';
    return `${above}/*:${element.localName}[${family(parentNode).ordinals.get(element)}]`;
  };
  return {
    of,
    at(path) {
      let found: Element | undefined;
      for (const step of path.split('/').filter((each) => each !== '' && !each.startsWith('@'))) {
        const next = child(family(found ?? document).elements, step);
        if (next === undefined) return found;
        found = next;
      }
      return found;
    },
  };
};
