/** One element with its values, in an instance of a group: `root`, a set of vital signs, or a group of its own id. */
export interface Said {
  readonly group: string;
  readonly element: string;
  readonly values: readonly (Readonly<{ text: string }> | Readonly<{ nv: string }>)[];
}

/** An instance of a repeating group. */
interface SaidGroup {
  readonly id: string;
  readonly group: string;
  readonly parent?: string;
}

/** What is said by element number, as both the chart and the agency take it. */
export interface ByNumber {
  readonly elements: readonly Said[];
  readonly groups: readonly SaidGroup[];
}

/** NOT value of the standard: the question does not arise. */
const NOT_APPLICABLE = '7701001';

export const ROOT = 'root';

export const said = (group: string, element: string, ...texts: readonly string[]): Said => ({
  group,
  element,
  values: texts.map((text) => ({ text })),
});

/** Elements of one instance whose question does not arise. */
export const notApplicable = (group: string, ...elements: readonly string[]): Said[] =>
  elements.map((element) => ({ group, element, values: [{ nv: NOT_APPLICABLE }] }));

/** The id of a group that a client makes: the same each time, so that saying it again changes nothing. */
export const groupId = (number: number): string =>
  `ca4d1e00-0e05-4000-8000-${String(number).padStart(12, '0')}`;
