import { isDeepStrictEqual } from 'node:util';

/** One field that differs between two states; `before` or `after` is absent where the field is. */
export interface FieldChange {
  /** A JSON Pointer (RFC 6901), but for one thing: an entry of a list stands under its id, not under its index. */
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

type Named = readonly (readonly [name: string, value: unknown])[];

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The fields that tell entries of a list apart: one that is named for it, as `vital_id`, an id, or where an element stands. */
const idFields = (names: readonly string[]): readonly string[] => {
  const own = names.find((name) => name === 'id' || name.endsWith('_id'));
  return own === undefined ? ['group', 'element'] : [own];
};

const entryId = (entry: unknown): string | undefined => {
  if (!isRecord(entry)) return undefined;
  const parts = idFields(Object.keys(entry)).map((name) => entry[name]);
  return parts.every((part) => typeof part === 'string') ? parts.join('/') : undefined;
};

/** A list whose entries can be told apart by their ids; any other list is one value. */
const entriesOf = (list: readonly unknown[]): Named | undefined => {
  const named = list.flatMap((entry) => {
    const id = entryId(entry);
    return id === undefined ? [] : [[id, entry] as const];
  });
  return new Set(named.map(([id]) => id)).size === list.length ? named : undefined;
};

const partsOf = (value: unknown): Named | undefined => {
  if (Array.isArray(value)) return entriesOf(value);
  return isRecord(value) ? Object.entries(value) : undefined;
};

const escaped = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');

const leavesOf = (value: unknown, path = ''): Named => {
  if (value === undefined) return [];
  const parts = partsOf(value);
  return parts
    ? parts.flatMap(([name, part]) => leavesOf(part, `${path}/${escaped(name)}`))
    : [[path, value]];
};

const changeOf = (
  path: string,
  before: ReadonlyMap<string, unknown>,
  after: ReadonlyMap<string, unknown>,
) => ({
  path,
  ...(before.has(path) ? { before: before.get(path) } : {}),
  ...(after.has(path) ? { after: after.get(path) } : {}),
});

/**
 * What differs between two states, field by field, so that a reader of a history need not compare them. A field is a
 * value without parts: lists of values are one each, and an empty list or object is as good as an absent one.
 */
export const fieldChanges = (before: unknown, after: unknown): readonly FieldChange[] => {
  const [was, is] = [new Map(leavesOf(before)), new Map(leavesOf(after))];
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((path) => !isDeepStrictEqual(was.get(path), is.get(path)))
    .map((path) => changeOf(path, was, is));
};
