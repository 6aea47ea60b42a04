import { type Dictionary, type GroupDefinition, isElement } from './dictionary.ts';

/** The types that something of a group has: the group's attributes, its elements and theirs, and so on down. */
const namedIn = ({ attributes, children }: GroupDefinition): string[] => [
  ...attributes.map(({ type }) => type),
  ...children.flatMap((child) =>
    isElement(child) ? [child, ...child.attributes].map(({ type }) => type) : namedIn(child),
  ),
];

/** A type's name and those of the types that make it up. */
const withMembers = (name: string, types: Dictionary['types']): string[] => [
  name,
  ...(types[name]?.anyOf ?? []).flatMap((member) => withMembers(member, types)),
];

/** The codes of NOT values and of pertinent negatives that any element of a group allows. */
const reasonsIn = (group: GroupDefinition): Set<string> =>
  new Set(
    group.children.flatMap((child) =>
      isElement(child) ? [...child.nv, ...child.pn] : [...reasonsIn(child)],
    ),
  );

/** Those types and code lists of a dictionary that are used under a root, which may be another than its own. */
export const usedTypes = (
  { types, lists }: Dictionary,
  root: GroupDefinition,
): Pick<Dictionary, 'types' | 'lists'> => {
  const used = new Set(namedIn(root).flatMap((name) => withMembers(name, types)));
  const kept = Object.entries(types).filter(([name]) => used.has(name));
  const named = new Set(kept.flatMap(([, { codes }]) => codes ?? []));
  const reasons = reasonsIn(root);
  const reasonsOf = (name: 'NV' | 'PN') =>
    (lists[name] ?? []).filter(([code]) => named.has(name) || reasons.has(code));
  return {
    types: Object.fromEntries(kept),
    lists: {
      ...Object.fromEntries(Object.entries(lists).filter(([name]) => named.has(name))),
      NV: reasonsOf('NV'),
      PN: reasonsOf('PN'),
    },
  };
};
