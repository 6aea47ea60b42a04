import fontoxpath from 'fontoxpath';
import { type Element, parseXmlDocument } from 'slimdom';
import { type Group, isGroup, isLeaf, type Leaf } from '../../schemas/nemsis/data-set.ts';

/** What a state publishes for its agencies, in the names that it has in their data sets. */
export interface StateData {
  /** The elements that the state defines for charts, and for agencies. */
  readonly custom: { readonly EMS: Group; readonly DEM: Group };
  /** What the state calls the agency of this number. */
  nameOf(number: string): Leaf[];
  /** What the state knows of the facility of this code. */
  facility(code: string): Group | undefined;
}

const attributesOf = ({ attributes }: Element) =>
  Object.fromEntries(attributes.map(({ localName, value }) => [localName, value]));

/** An element of the state's data set, under the name that it has in another: `sFacility.03` is dFacility.03 there. */
const renamed = (element: Element, prefix: RegExp, by: string): Leaf | Group => {
  const name = element.localName.replace(prefix, by);
  const own = attributesOf(element);
  const attributes = Object.keys(own).length > 0 ? { attributes: own } : {};
  return element.children.length === 0
    ? { element: name, text: element.textContent ?? '', ...attributes }
    : { group: name, ...attributes, children: element.children.map((child) => renamed(child, prefix, by)) };
};

const groupsOf = (nodes: readonly Element[], prefix: RegExp, by: string): Group[] =>
  nodes.map((node) => renamed(node, prefix, by)).filter(isGroup);

/** Reads a state's data set, as an agency's software takes it over. */
export const readStateData = (xml: string): StateData => {
  const document = parseXmlDocument(xml);
  const all = (name: string) => fontoxpath.evaluateXPathToNodes<Element>(`//*:${name}`, document);
  const custom = (prefix: 'e' | 'd'): Group => {
    const [group] = groupsOf(all(`s${prefix}CustomConfiguration`), /^s[ed]/, prefix);
    return group ?? { group: `${prefix}CustomConfiguration`, children: [] };
  };
  const agencies = groupsOf(all('sAgencyGroup'), /^s/, 'd');
  const facilities = groupsOf(all('sFacility.FacilityGroup'), /^s/, 'd');
  return {
    custom: { EMS: custom('e'), DEM: custom('d') },
    nameOf: (number) => leavesIn(withText(agencies, 'dAgency.02', number), 'dAgency.03'),
    facility: (code) => withText(facilities, 'dFacility.03', code),
  };
};

/** What a group says of an element. */
export const leavesIn = (group: Group | undefined, element: string): Leaf[] =>
  (group?.children ?? []).filter(isLeaf).filter((leaf) => leaf.element === element);

const withText = (groups: readonly Group[], element: string, text: string): Group | undefined =>
  groups.find((group) => leavesIn(group, element).some((leaf) => leaf.text === text));
