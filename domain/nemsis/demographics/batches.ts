import type { DemographicChanges } from '../../../schemas/agency.ts';
import { ROOT } from '../../../schemas/nemsis/instance.ts';

/** So much goes into one commit: of instances, each perhaps of another person, and of text in UTF-16 units. */
const MOST = { instances: 90, characters: 100_000 };

const NO_CHANGES: DemographicChanges = { elements: [], groups: [], removed: [] };

const joined = (one: DemographicChanges, other: DemographicChanges): DemographicChanges => ({
  elements: [...one.elements, ...other.elements],
  groups: [...one.groups, ...other.groups],
  removed: [...one.removed, ...other.removed],
});

/** Changes by the instances that they change; a group stands before those in it, as it does in the changes. */
const byInstance = ({ elements, groups, removed }: DemographicChanges): DemographicChanges[] => {
  const said = Map.groupBy(elements, ({ group }) => group);
  return [
    { elements: said.get(ROOT) ?? [], groups: [], removed },
    ...groups.map((group) => ({ elements: said.get(group.id) ?? [], groups: [group], removed: [] })),
  ];
};

const fits = (batch: DemographicChanges): boolean =>
  batch.groups.length <= MOST.instances && JSON.stringify(batch).length <= MOST.characters;

/** Changes of which each group is named, in parts that can each be recorded by itself, one after the other. */
export const inBatches = (changes: DemographicChanges): readonly DemographicChanges[] => {
  const batches: DemographicChanges[] = [];
  let batch = NO_CHANGES;
  for (const instance of byInstance(changes)) {
    const larger = joined(batch, instance);
    if (!fits(larger)) batches.push(batch);
    batch = fits(larger) ? larger : instance;
  }
  return [...batches, batch];
};
