import { type Group, isGroup, type Leaf } from '../../schemas/nemsis/data-set.ts';
import { leavesIn } from './state-data.ts';

/** A value that a state has defined: what the element itself says, and the result that is told beside it. */
export interface CustomValue {
  readonly leaf: Leaf;
  /** The value's own code. */
  readonly code: string;
  /** The id of the definition. */
  readonly definition: string;
}

/** The value of an element that a definition shows so. Throws where the state has not defined it. */
export const customValue = (element: string, shown: string, { children }: Group): CustomValue => {
  const prefix = element.slice(0, 1);
  for (const definition of children.filter(isGroup)) {
    const [title] = leavesIn(definition, `${prefix}CustomConfiguration.01`);
    const value = leavesIn(definition, `${prefix}CustomConfiguration.06`).find(
      ({ attributes }) => attributes?.['customValueDescription'] === shown,
    );
    if (title?.attributes?.['nemsisElement'] === element && value?.text !== undefined)
      return {
        leaf: { element, text: value.attributes?.['nemsisCode'] ?? '' },
        code: value.text,
        definition: definition.attributes?.['CustomElementID'] ?? '',
      };
  }
  throw new Error(`The state has not defined "${shown}" for ${element}.`);
};

/** The result of a custom value: which definition it is of, and the group of the value, by its correlation id. */
export const customResult = ({ leaf, code, definition }: CustomValue, correlation: string): Group => {
  const results = `${leaf.element.slice(0, 1)}CustomResults`;
  return {
    group: `${results}.ResultsGroup`,
    children: [
      { element: `${results}.01`, text: code },
      { element: `${results}.02`, text: definition },
      { element: `${results}.03`, text: correlation },
    ],
  };
};
