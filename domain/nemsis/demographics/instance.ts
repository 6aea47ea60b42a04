import type { GroupDefinition } from '../../../schemas/nemsis/dictionary.ts';

/** The group of all that an agency says. The standard lets it repeat, and an agency has one. */
export const REPORT = 'DemographicReport';

type Attributes = Readonly<Record<string, string>>;

/** The attributes of an instance of a repeating group: its id is its UUID, unless it says another. */
export const withUuid = (
  id: string,
  attributes: Attributes | undefined,
  { attributes: known }: Pick<GroupDefinition, 'attributes'>,
): Attributes | undefined =>
  known.some(({ name, required }) => name === 'UUID' && required) ? { UUID: id, ...attributes } : attributes;
