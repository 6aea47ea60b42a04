import {
  type Dictionary,
  type ElementDefinition,
  type GroupDefinition,
  isElement,
} from '../../../schemas/nemsis/dictionary.ts';

const ADDED: ElementDefinition = {
  element: 'ePatient.99',
  name: 'Something New',
  usage: 'Optional',
  national: false,
  state: false,
  min: 0,
  max: 1,
  nillable: false,
  type: 'CorrelationID',
  nv: [],
  pn: [],
  attributes: [],
};

const changed = (group: GroupDefinition): GroupDefinition => ({
  ...group,
  children: [
    ...group.children.map((child) => {
      if (!isElement(child)) return changed(child);
      return child.element === 'ePatient.25' ? { ...child, min: 1 } : child;
    }),
    ...(group.group === 'ePatient' ? [ADDED] : []),
  ],
});

/**
 * A release as it might follow on the EMS data set of another: ePatient.25 is demanded and has lost the first of its
 * codes, and ePatient.99 is new.
 */
export const nextRelease = (dictionary: Dictionary, release: string): Dictionary => {
  const list = 'Sex';
  const codes = dictionary.lists[list] ?? [];
  return {
    ...dictionary,
    release,
    root: changed(dictionary.root),
    lists: { ...dictionary.lists, [list]: codes.slice(1) },
  };
};
