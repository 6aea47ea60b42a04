import { isDeepStrictEqual } from 'node:util';

/** A section of a record: named values, where an absent name means "not known yet". */
export type Section = Readonly<Record<string, unknown>>;

/** A change of a section in the manner of JSON Merge Patch (RFC 7396), one level deep: null clears, a list is replaced. */
export type SectionPatch = Readonly<Record<string, unknown>>;

// Both casts are sound: fields are left out, or taken as they are, and a left-out field is what Partial and Section allow.

/** Keeps of a patch only what differs from the section, so that a repeated autosave changes nothing. */
export const changesOf = <P extends SectionPatch>(section: Section, patch: P): Partial<P> => {
  const differs = ([name, value]: [string, unknown]) =>
    !isDeepStrictEqual(section[name] ?? null, value ?? null);
  return Object.fromEntries(Object.entries(patch).filter(differs)) as Partial<P>;
};

/** Applies changes to a section: null and undefined clear the field, any other value replaces it. */
export const merged = <S extends Section>(section: S, changes: SectionPatch): S => {
  const known = ([, value]: [string, unknown]) => value !== null && value !== undefined;
  return Object.fromEntries(Object.entries({ ...section, ...changes }).filter(known)) as S;
};
