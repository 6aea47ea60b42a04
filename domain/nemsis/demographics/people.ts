import type { AgencyState, DemographicChanges, DemographicPart } from '../../../schemas/agency.ts';
import { ROOT } from '../../../schemas/nemsis/instance.ts';
import { lineOf, NOTHING } from './part.ts';

/** The groups that are each about one person: who they are, where they live, what they are licensed for. */
const PERSONAL: readonly string[] = ['dPersonnel.PersonnelGroup', 'dContact.ContactInfoGroup'];

type Groups = DemographicPart['groups'];

/** All groups of an agency, its people's too. */
export const allGroups = ({ own, people }: Pick<AgencyState, 'own' | 'people'>): Groups =>
  Object.assign({}, own.groups, ...Object.values(people).map(({ groups }) => groups));

/** The person whose an instance is, or `root` for what is the agency's own. */
const ownerOf = (id: string, groups: Groups): string =>
  lineOf(id, groups).find((each) => PERSONAL.includes(groups[each]?.group ?? '')) ?? ROOT;

/** Changes, apart by whose data they change: `root` for the agency's own, else the id of a person's group. */
export const byOwner = (
  { elements, groups, removed }: DemographicChanges,
  known: Groups,
): ReadonlyMap<string, DemographicChanges> => {
  const come: Groups = { ...known, ...Object.fromEntries(groups.map(({ id, ...group }) => [id, group])) };
  const said = Map.groupBy(elements, ({ group }) => ownerOf(group, come));
  const made = Map.groupBy(groups, ({ id }) => ownerOf(id, come));
  const gone = Map.groupBy(removed, (id) => ownerOf(id, known));
  const owners = new Set([...gone.keys(), ...made.keys(), ...said.keys()]);
  return new Map(
    [...owners].map((owner) => [
      owner,
      { elements: said.get(owner) ?? [], groups: made.get(owner) ?? [], removed: gone.get(owner) ?? [] },
    ]),
  );
};

/** What is known of a person, or of the agency itself. */
export const partOf = (
  { own, people }: Pick<AgencyState, 'own' | 'people'>,
  owner: string,
): DemographicPart => {
  const { elements, groups } = owner === ROOT ? own : (people[owner] ?? NOTHING);
  return { elements, groups };
};
