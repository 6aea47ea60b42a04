import type { ElementPut, GroupPut } from '../schemas/chart/elements.ts';
import type { OpenChart } from '../schemas/chart/state.ts';
import type { GroupEntry } from '../schemas/nemsis/entries.ts';
import { isCrewInstance, ROOT } from '../schemas/nemsis/instance.ts';
import { typedGroup } from './chart-instances.ts';
import type { Issue } from './issues.ts';

/** A group that is put, not taken away. */
export type GroupToPut = Exclude<GroupPut, { removed: true }>;

/** Groups by their ids. */
export type Groups = ReadonlyMap<string, GroupEntry>;

/** A chart as it is, and the groups that it will have. */
interface Change {
  readonly chart: OpenChart;
  readonly before: Groups;
  readonly after: Groups;
}

/** The repeating group that an instance will be: `root` for the chart itself, undefined where there is none. */
const groupAt = ({ chart, after }: Change, id: string): string | undefined => {
  if (id === ROOT) return ROOT;
  return typedGroup(chart, id) ?? (isCrewInstance(id) ? undefined : after.get(id)?.group);
};

/** What is wrong with standing in an instance, or undefined. */
const misplaced = (change: Change, id: string, within: string | undefined): string | undefined => {
  const found = groupAt(change, id);
  if (found === undefined) return 'stands in an instance that is not there; put its group first';
  if (found === within) return undefined;
  return within === ROOT
    ? `must stand in ${ROOT}, the chart itself`
    : `must stand in an instance of ${within}`;
};

/** What an instance is already: its group, and where it stands. */
const known = ({ chart, before }: Change, id: string) => {
  if (id === ROOT) return { group: 'the chart itself', parent: ROOT };
  const typed = typedGroup(chart, id);
  const entry = before.get(id);
  return typed === undefined ? entry : { group: typed, parent: ROOT };
};

const identityIssue = (
  change: Change,
  { id, group, parent = ROOT }: GroupToPut,
): Omit<Issue, 'path'> | undefined => {
  const is = known(change, id);
  if (!is) return isCrewInstance(id) ? { message: 'is nobody of the crew of this chart' } : undefined;
  if (is.group !== group) return { message: `is ${is.group} already, and stays it` };
  return (is.parent ?? ROOT) === parent
    ? undefined
    : { message: `${group} stands elsewhere already, and stays there` };
};

/** What is wrong with a group that is put: with what it was before, or with where it shall stand. */
export const groupIssues = (change: Change, put: GroupToPut, path: string): Issue[] => {
  const identity = identityIssue(change, put);
  if (identity) return [{ path: `${path}.id`, ...identity }];
  const place = misplaced(change, put.parent ?? ROOT, put.within);
  return place === undefined ? [] : [{ path: `${path}.parent`, message: `${put.group} ${place}` }];
};

/** What is wrong with where an element shall stand. */
export const elementIssues = (change: Change, put: ElementPut, path: string): Issue[] => {
  const { group, element, values, within } = put;
  const place = values.length === 0 ? undefined : misplaced(change, group, within);
  return place === undefined ? [] : [{ path: `${path}.group`, element, message: `${element} ${place}` }];
};
