import { type DataSet, type Group, isGroup } from '../../schemas/nemsis/data-set.ts';
import type { Finding } from '../../schemas/nemsis/finding.ts';
import type { Instance } from './chart-map/tree.ts';

/** The ids of instances by the places at which they stand in a data set, written as findings write them. */
export type InstancePlaces = ReadonlyMap<string, string>;

/** Whether a group of the data set is still there when it is written. */
type Keeps = (group: Group) => boolean;

type Place = readonly [place: string, id: string];

const placesUnder = (node: Group, instance: Instance, { at, keeps }: { at: string; keeps: Keeps }): Place[] =>
  [...Map.groupBy(node.children.filter(isGroup), ({ group }) => group)].flatMap(([name, nodes]) => {
    const instances = instance.within.get(name);
    return nodes
      .map((group, n) => ({ group, of: instances?.[n] }))
      .filter(({ group }) => keeps(group))
      .flatMap(({ group, of }, n): Place[] => {
        const place = `${at}/*:${name}[${n + 1}]`;
        const below = placesUnder(group, of ?? instance, { at: place, keeps });
        return of ? [[place, of.id], ...below] : below;
      });
  });

/** Where the instances of a chart, or of an agency, stand in the data set that was made of it, by what of that is kept. */
export const instancePlaces = (
  dataSet: DataSet,
  instance: Instance,
  keeps: Keeps = () => true,
): InstancePlaces => new Map(placesUnder(dataSet, instance, { at: `/*:${dataSet.group}[1]`, keeps }));

/** A finding with the innermost instance that its location is in, where there is one. */
export const withInstance =
  (places: InstancePlaces) =>
  (finding: Finding): Finding => {
    let at = finding.location;
    while (at !== '' && !places.has(at)) at = at.slice(0, at.lastIndexOf('/'));
    const instance = places.get(at);
    return instance === undefined ? finding : { ...finding, instance };
  };
