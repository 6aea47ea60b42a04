/** What a page of a certification case shows of one value. */
export interface Cell {
  /** Why there is no value, or what is not so, by the label of its code. */
  readonly nv?: string;
  readonly pn?: string;
  /** Attributes as shown: the label of a code, or `"…"` for a text or a code as it is. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Whether the value is one that the state has defined beside those of the standard: `[Custom Value] COVID-19`. */
  readonly isCustom: boolean;
  /** Empty where only the rest is shown. */
  readonly text: string;
}

/** `[NV = Not Applicable]`, `[StreetAddress2 = "#5K" ]`, `[UUID = [Your UUID]]`. */
const MARK = /^\[(?<name>\w+) = (?<shown>"[^"]*"|\[[^\]]*\]|[^\]]*?) ?\] ?/;
const CUSTOM = /^\[Custom Value\] ?/;

const PLACEHOLDER = /^\[(?:Your .+|Value from \w+)\]$/;

/** Whether it stands for what software or another data set says: `[Your UUID]`, `[Value from DEMDataSet]`. */
export const isPlaceholder = (shown: string): boolean => PLACEHOLDER.test(shown);

const marksOf = (shown: string): { readonly marks: readonly (readonly [string, string])[]; rest: string } => {
  const found = MARK.exec(shown);
  if (!found?.groups) return { marks: [], rest: shown };
  const { name = '', shown: value = '' } = found.groups;
  const { marks, rest } = marksOf(shown.slice(found[0].length));
  return { marks: [[name, value], ...marks], rest };
};

/** Reads what a cell of a page shows. Blanks are as in HTML: any number of them is one. */
export const cellOf = (shown: string): Cell => {
  const { marks, rest } = marksOf(shown.replaceAll(/\s+/g, ' ').trim());
  const { NV: nv, PN: pn, ...attributes } = Object.fromEntries(marks);
  return {
    ...(nv !== undefined && { nv }),
    ...(pn !== undefined && { pn }),
    attributes,
    isCustom: CUSTOM.test(rest),
    text: rest.replace(CUSTOM, ''),
  };
};
