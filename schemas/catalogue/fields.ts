import type { DescribedSchema } from './describe.ts';

/** One field of an event: where it is, what it takes in words, and whose PHI it is, if anyone's. */
export interface Field {
  readonly path: string;
  readonly takes: string;
  readonly required: boolean;
  readonly phi: string | undefined;
}

const optionsOf = (schema: DescribedSchema) =>
  (schema.anyOf ?? schema.oneOf) as readonly DescribedSchema[] | undefined;

const range = (low: unknown, high: unknown): string => {
  if (high === undefined) return low === undefined ? '' : ` from ${low}`;
  return low === undefined ? ` up to ${high}` : ` ${low} to ${high}`;
};

const textWords = (schema: DescribedSchema): string => {
  if (schema.description) return String(schema.description);
  if (schema.format) return String(schema.format);
  return `text${range(schema.minLength, schema.maxLength)}`;
};

const typeWords = (schema: DescribedSchema): string => {
  if (schema.type === 'string') return textWords(schema);
  if (schema.type === 'array')
    return `list of${range(schema.minItems, schema.maxItems)}: ${words(schema.items as DescribedSchema)}`;
  if (schema.type === 'integer' || schema.type === 'number')
    return `${schema.type}${range(schema.minimum, schema.maximum)}`;
  return [schema.type ?? 'anything'].flat().join(' or ');
};

const words = (schema: DescribedSchema): string => {
  const options = optionsOf(schema);
  if (options) return [...new Set(options.map(words))].join(' or ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  return schema.enum ? `one of ${schema.enum.join(', ')}` : typeWords(schema);
};

const isObject = (schema: DescribedSchema) => schema.type === 'object';

/** The objects in a value: itself, its alternatives, or the items of a list, each with what is added to the path. */
const inside = (schema: DescribedSchema): readonly (readonly [string, DescribedSchema])[] => {
  if (isObject(schema)) return [['', schema]];
  if (schema.items) return inside(schema.items as DescribedSchema).map(([at, each]) => [`[]${at}`, each]);
  return (optionsOf(schema) ?? []).flatMap(inside);
};

/** Whose something is of which each alternative may be somebody else's. */
const anyOf = (subjects: readonly (string | undefined)[]): string | undefined => {
  const known = [...new Set(subjects)].filter((subject) => subject !== undefined);
  return known.length === 0 ? undefined : known.join(' or ');
};

const phiOf = (schema: DescribedSchema): string | undefined =>
  schema['x-phi'] === undefined ? anyOf(optionsOf(schema)?.map(phiOf) ?? []) : String(schema['x-phi']);

/** The fields of some alternatives, each told once: required is what every alternative has and demands. */
const merged = (alternatives: number, fields: readonly Field[]): readonly Field[] =>
  [...Map.groupBy(fields, ({ path }) => path)].map(([path, same]) => ({
    path,
    takes: [...new Set(same.map(({ takes }) => takes))].join(' or '),
    required: same.length === alternatives && same.every(({ required }) => required),
    phi: anyOf(same.map(({ phi }) => phi)),
  }));

const fieldsIn = (schema: DescribedSchema, at: string, phi: string | undefined): readonly Field[] => {
  const field = ([name, each]: [string, unknown]) => {
    const inner = each as DescribedSchema;
    const path = at ? `${at}.${name}` : name;
    const whose = phiOf(inner) ?? phi;
    const required = schema.required?.includes(name) ?? false;
    const deeper = inside(inner);
    return [
      { path, takes: words(inner), required, phi: whose },
      ...merged(
        deeper.length,
        deeper.flatMap(([more, part]) => fieldsIn(part, `${path}${more}`, phiOf(part) ?? whose)),
      ),
    ];
  };
  return Object.entries(schema.properties ?? {}).flatMap(field);
};

/**
 * Every field of an event's shape in the order of the schema; one that several alternatives have is told once. What is inside PHI is PHI of the same subject.
 */
export const fieldsOf = (schema: DescribedSchema): readonly Field[] => fieldsIn(schema, '', undefined);

/** The outermost places of PHI in an event's shape, with whose it is. */
export const phiPlaces = (schema: DescribedSchema): Readonly<Record<string, string>> => {
  const isInside = ({ path }: Field, outer: Field) =>
    outer.phi !== undefined && (path.startsWith(`${outer.path}.`) || path.startsWith(`${outer.path}[`));
  const all = fieldsOf(schema).filter(({ phi }) => phi !== undefined);
  const outermost = all.filter((field) => !all.some((outer) => isInside(field, outer)));
  return Object.fromEntries(outermost.map(({ path, phi }) => [path, String(phi)]));
};
