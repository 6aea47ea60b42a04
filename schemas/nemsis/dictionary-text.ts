import { type Dictionary, type ElementDefinition, type GroupDefinition, isElement } from './dictionary.ts';

const isWritten = (value: unknown): boolean =>
  value !== false && value !== undefined && !(Array.isArray(value) && value.length === 0);

const briefly = (value: object): string =>
  JSON.stringify(value, (_key, each: unknown) => (isWritten(each) ? each : undefined));

const nodeText = (node: ElementDefinition | GroupDefinition, indent: string): string => {
  if (isElement(node)) return `${indent}${briefly(node)}`;
  const { children, ...own } = node;
  const lines = children.map((child) => nodeText(child, `${indent} `));
  return `${indent}${briefly(own).slice(0, -1)},"children":[\n${lines.join(',\n')}\n${indent}]}`;
};

const recordText = (record: Readonly<Record<string, unknown>>, text: (value: unknown) => string): string =>
  Object.entries(record)
    .map(([name, value]) => `  ${JSON.stringify(name)}: ${text(value)}`)
    .join(',\n');

const listText = (codes: unknown): string => JSON.stringify(codes).replaceAll('],[', '],\n   [');

/**
 * A dictionary as it is committed: JSON with a line an element, a type and a code, so that a change of the standard is
 * read line by line; what is as usual (`national: false`, no attributes, ...) is not written.
 */
export const dictionaryText = ({ release, kind, root, types, lists }: Dictionary): string =>
  [
    '{',
    ` "release": ${JSON.stringify(release)},`,
    ` "kind": ${JSON.stringify(kind)},`,
    ` "root":\n${nodeText(root, '  ')},`,
    ` "types": {\n${recordText(types, JSON.stringify)}\n },`,
    ` "lists": {\n${recordText(lists, listText)}\n }`,
    '}\n',
  ].join('\n');
