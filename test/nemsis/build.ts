import type { DataSet, Group, Leaf } from '../../schemas/nemsis/data-set.ts';

type Said = Omit<Leaf, 'element'>;

/** An element that says a text, or what is given. */
export const leaf = (element: string, said: string | Said): Leaf => ({
  element,
  ...(typeof said === 'string' ? { text: said } : said),
});

/** A group without attributes. */
export const group = (name: string, ...children: Group['children']): Group => ({ group: name, children });

/** A group with attributes. */
export const marked = (
  name: string,
  attributes: Record<string, string>,
  ...children: Group['children']
): Group => ({
  group: name,
  attributes,
  children,
});

/** A data set with one report. */
export const report = (...sections: Group['children']): DataSet =>
  group('EMSDataSet', group('Header', marked('PatientCareReport', { UUID: 'one' }, ...sections)));
