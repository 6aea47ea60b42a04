import type { DescribedEvent, DescribedSchema } from './describe.ts';

type Rule = (old: DescribedSchema, now: DescribedSchema, at: string) => readonly string[];

const UPPER = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'] as const;
const LOWER = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'] as const;
/** Keywords that are compared as a whole: whoever adds or changes one has to show that nothing old is refused by it. */
const WHOLE = [
  'pattern',
  'format',
  'multipleOf',
  'uniqueItems',
  'allOf',
  'not',
  'propertyNames',
  'prefixItems',
  '$ref',
] as const;

const optionsOf = (schema: DescribedSchema): readonly DescribedSchema[] =>
  (schema.anyOf ?? schema.oneOf ?? [schema]) as readonly DescribedSchema[];

const valuesOf = (schema: DescribedSchema): readonly unknown[] | undefined =>
  schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);

const typesOf = (schema: DescribedSchema): readonly string[] | undefined =>
  schema.type === undefined ? undefined : [schema.type].flat();

const phi: Rule = (old, now, at) =>
  old['x-phi'] === now['x-phi']
    ? []
    : [`${at} is PHI of ${now['x-phi'] ?? 'nobody'}, and was of ${old['x-phi'] ?? 'nobody'}`];

const types: Rule = (old, now, at) => {
  const [before, after] = [typesOf(old), typesOf(now)];
  if (after === undefined) return [];
  const holds = (type: string) => after.includes(type) || (type === 'integer' && after.includes('number'));
  return before?.every(holds) ? [] : [`${at} has the type ${after.join(' or ')}, and had ${before ?? 'any'}`];
};

const values: Rule = (old, now, at) => {
  const [before, after] = [valuesOf(old), valuesOf(now)];
  if (after === undefined) return [];
  if (before === undefined) return [`${at} takes only some values now`];
  const gone = before.filter((value) => !after.includes(value));
  return gone.length === 0 ? [] : [`${at} does not take ${gone.join(', ')} any more`];
};

const bounds: Rule = (old, now, at) => {
  const narrower = [
    ...UPPER.filter((key) => Number(now[key] ?? Infinity) < Number(old[key] ?? Infinity)),
    ...LOWER.filter((key) => Number(now[key] ?? -Infinity) > Number(old[key] ?? -Infinity)),
  ];
  return narrower.map((key) => `${at} has a narrower ${key}`);
};

const wholes: Rule = (old, now, at) =>
  WHOLE.filter((key) => now[key] !== undefined && JSON.stringify(now[key]) !== JSON.stringify(old[key])).map(
    (key) => `${at} has another ${key}`,
  );

/** What an object says of fields it does not name: nothing (undefined) where it takes any. */
const othersOf = ({ additionalProperties: others }: DescribedSchema): string | undefined => {
  const text = others === true ? undefined : JSON.stringify(others);
  return text === '{}' ? undefined : text;
};

const others: Rule = (old, now, at) => {
  const after = othersOf(now);
  return after === undefined || after === othersOf(old) ? [] : [`${at} takes fewer other fields`];
};

const fields: Rule = (old, now, at) => {
  const [before, after] = [old.properties ?? {}, now.properties ?? {}];
  const gone = Object.keys(before).filter((name) => !Object.hasOwn(after, name));
  const demanded = (now.required ?? []).filter((name) => !old.required?.includes(name));
  return [
    ...gone.map((name) => `${at}.${name} is gone`),
    ...demanded.map((name) => `${at}.${name} is required now`),
    ...Object.entries(before).flatMap(([name, field]) =>
      Object.hasOwn(after, name)
        ? schemaBreaks(field as DescribedSchema, after[name] as DescribedSchema, `${at}.${name}`)
        : [],
    ),
  ];
};

const items: Rule = (old, now, at) => {
  if (now.items === undefined) return [];
  if (old.items === undefined) return typesOf(old)?.includes('array') ? [`${at}[] has a shape now`] : [];
  return schemaBreaks(old.items as DescribedSchema, now.items as DescribedSchema, `${at}[]`);
};

const RULES: readonly Rule[] = [types, values, bounds, wholes, others, fields, items];

const fewest = (lists: readonly (readonly string[])[]): readonly string[] =>
  lists.reduce((best, each) => (each.length < best.length ? each : best));

/**
 * Why what was of the old schema may not be of the new one, or be private in it; none when everything stored can still
 * be read. Each alternative of a union must have one to go on in. Careful rather than clever: what it cannot compare, as
 * two regular expressions, it calls a break.
 */
const schemaBreaks: Rule = (old, now, at) => [
  ...phi(old, now, at),
  ...optionsOf(old).flatMap((option) =>
    fewest(
      optionsOf(now).map((other) => {
        const inside = option === old || other === now ? [] : phi(option, other, at);
        return [...inside, ...RULES.flatMap((rule) => rule(option, other, at))];
      }),
    ),
  ),
];

/**
 * Why events that lie in streams, as the committed catalogue describes them, cannot be read as today's code describes
 * them. Raising `schema_version` breaks nothing as long as the old shape stays, unchanged, with its upcaster.
 */
export const catalogueBreaks = (
  committed: readonly DescribedEvent[],
  today: readonly DescribedEvent[],
): readonly string[] =>
  committed.flatMap((old) => {
    const name = `${old.type} ${old.schema_version}`;
    const now = today.find(
      ({ type, schema_version }) => type === old.type && schema_version === old.schema_version,
    );
    return now ? schemaBreaks(old.schema, now.schema, name) : [`${name} cannot be read any more`];
  });
