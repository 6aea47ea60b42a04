import type { Leaf } from '../../schemas/nemsis/data-set.ts';
import type { AttributeDefinition, Dictionary, ElementDefinition } from '../../schemas/nemsis/dictionary.ts';
import type { DictionaryFinding, DictionaryRule } from '../../schemas/nemsis/dictionary-finding.ts';
import { indexOf } from '../../schemas/nemsis/dictionary-index.ts';
import { checkText } from './check-text.ts';

/** What is wrong with a value, before it is said where. */
export type Fault = Pick<DictionaryFinding, 'rule' | 'message'>;

/** What is approximate is told with the value that it is of. */
const APPROXIMATE = '8801029';

/** What is told here as not so, or not done, is told by its code: the pertinent negative goes with it. */
const NEGATES_ITS_VALUE = ['eSituation.10', 'eMedications.03', 'eProcedures.03'];

/** Each result of an agency's own elements is as their definition says; the standard demands nothing of it. */
const FREE = ['eCustomResults.01', 'dCustomResults.01'];

const fault = (rule: DictionaryRule, message: string): Fault => ({ rule, message });

const withValue = ({ element, nillable }: ElementDefinition, pn: string): boolean =>
  !nillable || pn === APPROXIMATE || NEGATES_ITS_VALUE.includes(element);

const valueFaults = (
  { text }: Leaf,
  { element, nillable, type }: ElementDefinition,
  dictionary: Dictionary,
): Fault[] => {
  if (text === undefined) return nillable ? [] : [fault('nil', `${element} must have a value`)];
  return checkText(text, type, dictionary).map(({ rule, message }) => fault(rule, `${element} ${message}`));
};

/** Whether an element has more values in one place than it may. */
export const numberFaults = ({ element, max }: ElementDefinition, values: readonly unknown[]): Fault[] =>
  max !== undefined && values.length > max
    ? [fault('too-many', `${element} must have at most ${max} ${max === 1 ? 'value' : 'values'}`)]
    : [];

const codeFaults = (leaf: Leaf, definition: ElementDefinition, rule: 'nv' | 'pn'): Fault[] => {
  const code = leaf[rule];
  if (code === undefined || definition[rule].includes(code)) return [];
  const allowed = definition[rule].join(', ') || 'none';
  return [fault(rule, `${leaf.element} must not have this ${rule.toUpperCase()}; allowed: ${allowed}`)];
};

const nilFaults = ({ element, nv, pn }: Leaf, definition: ElementDefinition): Fault[] => {
  if (nv === undefined && pn === undefined)
    return [fault('reason', `${element} has neither a value nor a reason why there is none (NV or PN)`)];
  if (pn !== undefined && withValue(definition, pn))
    return [fault('reason', `${element} must have a value beside this PN`)];
  return [];
};

const presentFaults = ({ element, nv, pn }: Leaf, definition: ElementDefinition): Fault[] => {
  if (nv !== undefined) return [fault('reason', `${element} must not have both a value and an NV`)];
  if (pn !== undefined && !withValue(definition, pn))
    return [fault('reason', `${element} must not have both a value and this PN`)];
  return [];
};

/** Whether it says why there is no value when, and only when, there is none. */
const reasonFaults = (leaf: Leaf, definition: ElementDefinition): Fault[] => {
  const { element, nv, pn, text } = leaf;
  if (FREE.includes(element) || (text === undefined && !definition.nillable)) return [];
  if (nv !== undefined && pn !== undefined)
    return [fault('reason', `${element} must not have both an NV and a PN`)];
  return text === undefined ? nilFaults(leaf, definition) : presentFaults(leaf, definition);
};

/** Judges the attributes of an element or of a group by their definitions. */
export const attributeFaults = (
  owner: string,
  given: Readonly<Record<string, string>>,
  {
    definitions,
    dictionary,
  }: { readonly definitions: readonly AttributeDefinition[]; readonly dictionary: Dictionary },
): Fault[] => [
  ...Object.keys(given)
    .filter((name) => !definitions.some((definition) => definition.name === name))
    .map((name) => fault('unknown-attribute', `${owner} must not have the attribute ${name}`)),
  ...definitions.flatMap(({ name, type, required }) => {
    const text = given[name];
    if (text === undefined)
      return required ? [fault('missing-attribute', `${owner} must have the attribute ${name}`)] : [];
    return checkText(text, type, dictionary).map(({ rule, message }) =>
      fault(rule, `${owner}'s attribute ${name} ${message}`),
    );
  }),
];

/**
 * Judges one occurrence of an element by its definition alone: type, codes, NV and PN, attributes. `path` is where it
 * stands, for the findings. All but the findings of the rule `reason` are what the XML Schema would find, too.
 */
export const checkValue = (leaf: Leaf, dictionary: Dictionary, path: string): DictionaryFinding[] => {
  const { element, attributes = {} } = leaf;
  const definition = indexOf(dictionary).elements.get(element)?.definition;
  if (!definition)
    return [
      { element, path, rule: 'unknown-element', message: `There is no element ${element} in this release` },
    ];
  const definitions = definition.attributes;
  return [
    ...valueFaults(leaf, definition, dictionary),
    ...codeFaults(leaf, definition, 'nv'),
    ...codeFaults(leaf, definition, 'pn'),
    ...reasonFaults(leaf, definition),
    ...attributeFaults(element, attributes, { definitions, dictionary }),
  ].map((each) => ({ element, path, ...each }));
};
