import { isDeepStrictEqual } from 'node:util';
import type { Dictionary } from '../../schemas/nemsis/dictionary.ts';
import { indexOf } from '../../schemas/nemsis/dictionary-index.ts';
import type { ElementEntry } from '../../schemas/nemsis/entries.ts';
import type { Finding } from '../../schemas/nemsis/finding.ts';
import { saidIn } from './chart-map/entries-tree.ts';
import type { Said } from './chart-map/row.ts';
import type { Instance } from './chart-map/tree.ts';
import type { InstancePlaces } from './instance-places.ts';
import { titleOf } from './profile.ts';

/** A chart as it is reported: the instance that it is, where its instances stand, and what it is judged by. */
interface Reported {
  readonly instance: Instance;
  readonly places: InstancePlaces;
  readonly dictionary: Dictionary;
}

const allOf = (instance: Instance): Instance[] => [
  instance,
  ...[...instance.within.values()].flat().flatMap(allOf),
];

/** Where stands what stands in no repeating group. */
const REPORT = '/*:EMSDataSet[1]/*:Header[1]/*:PatientCareReport[1]';

const differing = (entries: Said, told: Said): string[] =>
  Object.keys(entries).filter((element) => !isDeepStrictEqual(entries[element], told[element]));

/**
 * What a chart says by number and a typed field says otherwise: the field is reported, and what is said by number is not.
 * One warning for each element, so that nobody takes it for reported.
 */
export const overruled = (
  elements: readonly ElementEntry[],
  { instance: report, places, dictionary }: Reported,
): Finding[] => {
  const known = indexOf(dictionary).elements;
  const said = saidIn(elements.filter(({ element }) => known.has(element)));
  const located = new Map([...places].map(([place, id]) => [id, place]));
  return allOf(report).flatMap(({ id, said: told }) =>
    differing(said.get(id) ?? {}, told).map(
      (element): Finding => ({
        stage: 'profile',
        rule: 'overruled',
        severity: 'WARNING',
        element,
        location: located.get(id) ?? REPORT,
        message: `${titleOf(element, dictionary)} is said by number, and otherwise by a field of the chart; the field is exported.`,
      }),
    ),
  );
};
