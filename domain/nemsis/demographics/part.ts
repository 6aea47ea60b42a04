import { isDeepStrictEqual } from 'node:util';
import type { DemographicChanges, DemographicPart } from '../../../schemas/agency.ts';
import type { ElementValue } from '../../../schemas/nemsis/entries.ts';

type Groups = DemographicPart['groups'];
type Elements = DemographicPart['elements'];

/** Demographic data that says nothing. */
export const NOTHING: DemographicPart = { elements: {}, groups: {} };

/** An instance and all that it stands in, from itself outwards; a circle ends where it closes. */
export const lineOf = (id: string, groups: Groups): readonly string[] => {
  const line: string[] = [];
  let at: string | undefined = id;
  while (at !== undefined && !line.includes(at)) {
    line.push(at);
    at = groups[at]?.parent;
  }
  return line;
};

const without = <V>(from: Readonly<Record<string, V>>, isGone: (id: string) => boolean): Record<string, V> =>
  Object.fromEntries(Object.entries(from).filter(([id]) => !isGone(id)));

const withoutRemoved = (
  { elements, groups }: DemographicPart,
  removed: readonly string[],
): DemographicPart => {
  const isGone = (id: string) => lineOf(id, groups).some((each) => removed.includes(each));
  return { elements: without(elements, isGone), groups: without(groups, isGone) };
};

const withElement = (
  elements: Elements,
  { group, element, values }: DemographicChanges['elements'][number],
): Elements => {
  const { [group]: before = {}, ...others } = elements;
  const { [element]: _, ...rest } = before;
  const said = values.length > 0 ? { ...before, [element]: values } : rest;
  return Object.keys(said).length > 0 ? { ...elements, [group]: said } : others;
};

/** Demographic data after changes: first what is removed goes, then groups come, then elements. */
export const withChanges = (
  part: DemographicPart,
  { elements, groups, removed }: DemographicChanges,
): DemographicPart => {
  const left = withoutRemoved(part, removed);
  const come = Object.fromEntries(groups.map(({ id, ...group }) => [id, group]));
  return { elements: elements.reduce(withElement, left.elements), groups: { ...left.groups, ...come } };
};

/** What is said of an element in an instance. */
export const saidOf = (
  { elements }: DemographicPart,
  group: string,
  element: string,
): readonly ElementValue[] => elements[group]?.[element] ?? [];

const NO_CHANGES: DemographicChanges = { elements: [], groups: [], removed: [] };

/** Keeps of changes only what differs, so that a repetition changes nothing. */
export const differing = (part: DemographicPart, changes: DemographicChanges): DemographicChanges => {
  if (isDeepStrictEqual(withChanges(part, changes), part)) return NO_CHANGES;
  const removed = changes.removed.filter((id) => part.groups[id] !== undefined);
  const left = withoutRemoved(part, removed);
  return {
    elements: changes.elements.filter(
      ({ group, element, values }) => !isDeepStrictEqual(saidOf(left, group, element), values),
    ),
    groups: changes.groups.filter(({ id, ...group }) => !isDeepStrictEqual(left.groups[id], group)),
    removed,
  };
};

/** Whether changes change nothing. */
export const isNothing = ({ elements, groups, removed }: DemographicChanges): boolean =>
  elements.length + groups.length + removed.length === 0;
