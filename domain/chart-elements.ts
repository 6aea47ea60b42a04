import { isDeepStrictEqual } from 'node:util';
import type { ChartCommandOf } from '../schemas/chart/commands.ts';
import type { GroupPut } from '../schemas/chart/elements.ts';
import type { ChartEvent } from '../schemas/chart/events.ts';
import type { OpenChart } from '../schemas/chart/state.ts';
import { type Refusal, refuse } from '../schemas/error.ts';
import {
  type ElementChange,
  type GroupChange,
  type GroupEntry,
  placeOf,
  withChanges,
} from '../schemas/nemsis/entries.ts';
import { ROOT } from '../schemas/nemsis/instance.ts';
import { elementIssues, type Groups, type GroupToPut, groupIssues } from './chart-element-issues.ts';
import { type Issue, refuseFor } from './issues.ts';

type Command = ChartCommandOf<'put_elements'>;

/** The most bytes, as JSON, that one chart says by element number, so that its read model always fits into one item. */
const MAX_BYTES = 128 * 1024;

const isPut = (change: GroupPut): change is GroupToPut => !('removed' in change);

const byId = (groups: readonly GroupEntry[]): Groups => new Map(groups.map((each) => [each.id, each]));

const entryOf = ({ id, group, parent, attributes }: GroupToPut): GroupEntry => ({
  id,
  group,
  ...(parent !== undefined && parent !== ROOT && { parent }),
  ...(attributes && { attributes }),
});

/** The ids of groups, and of all groups that stand in them. */
const withInner = (ids: ReadonlySet<string>, groups: readonly GroupEntry[]): ReadonlySet<string> => {
  const inner = groups.filter(({ id, parent }) => parent !== undefined && ids.has(parent) && !ids.has(id));
  return inner.length === 0 ? ids : withInner(new Set([...ids, ...inner.map(({ id }) => id)]), groups);
};

/** Ids of what is taken away, and of what stands in it. */
const goneOf = ({ groups }: OpenChart, asked: readonly GroupPut[]): ReadonlySet<string> =>
  withInner(new Set(asked.filter((each) => !isPut(each)).map(({ id }) => id)), groups);

/** The last word on each of them, where it says something new. */
const news = <C>(
  changes: readonly C[],
  { keyOf, isKnown }: { keyOf(change: C): string; isKnown(change: C): boolean },
): C[] => [...new Map(changes.map((each) => [keyOf(each), each])).values()].filter((each) => !isKnown(each));

const groupChanges = ({ groups }: OpenChart, asked: readonly GroupPut[], gone: ReadonlySet<string>) => {
  const known = byId(groups);
  const removals = [...gone].map((id) => ({ id, removed: true }) as const);
  return news<GroupChange>([...removals, ...asked.filter(isPut).map(entryOf)], {
    keyOf: ({ id }) => id,
    isKnown: (change) => isDeepStrictEqual(known.get(change.id), 'removed' in change ? undefined : change),
  });
};

const elementChanges = (
  { elements }: OpenChart,
  asked: Command['elements'],
  gone: ReadonlySet<string>,
): ElementChange[] => {
  const known = new Map(elements.map((each) => [placeOf(each), each]));
  const swept = elements.filter(({ group }) => gone.has(group)).map((each) => ({ ...each, values: [] }));
  const put = asked.map(({ group, element, values }) => ({ group, element, values }));
  return news<ElementChange>([...swept, ...put], {
    keyOf: placeOf,
    isKnown: (change) => isDeepStrictEqual(known.get(placeOf(change))?.values ?? [], change.values),
  });
};

/** Groups that are put twice, and not as the same, so that nobody could say what is meant. */
const twice = (groups: readonly GroupPut[]): Issue[] => {
  const put = groups.map((each) => (isPut(each) ? entryOf(each) : undefined));
  return put.flatMap((each, n) =>
    each && put.slice(0, n).some((other) => other?.id === each.id && !isDeepStrictEqual(other, each))
      ? [{ path: `groups.${n}.id`, message: 'is put twice, and otherwise' }]
      : [],
  );
};

const issuesOf = (chart: OpenChart, { elements, groups }: Command, after: readonly GroupEntry[]): Issue[] => {
  const change = { chart, before: byId(chart.groups), after: byId(after) };
  return [
    ...twice(groups),
    ...groups.flatMap((each, n) => (isPut(each) ? groupIssues(change, each, `groups.${n}`) : [])),
    ...elements.flatMap((each, n) => elementIssues(change, each, `elements.${n}`)),
  ];
};

const tooMuch = (bytes: number): Refusal =>
  refuse('PAYLOAD_TOO_LARGE', 'The chart would say more by element number than one chart holds.', {
    bytes,
    max_bytes: MAX_BYTES,
  });

/** Puts elements and groups by the numbers and names of the standard; what stands in a group goes with it. */
export const putElements = (chart: OpenChart, command: Command): readonly ChartEvent[] | Refusal => {
  const gone = goneOf(chart, command.groups);
  const data = {
    elements: elementChanges(chart, command.elements, gone),
    groups: groupChanges(chart, command.groups, gone),
  };
  const after = withChanges(chart, data);
  const issues = issuesOf(chart, command, after.groups);
  if (issues.length > 0)
    return refuseFor('Some of it has no such place in this chart; see details.issues.', issues);
  if (data.elements.length + data.groups.length === 0) return [];
  const bytes = new TextEncoder().encode(JSON.stringify(after)).length;
  return bytes > MAX_BYTES ? tooMuch(bytes) : [{ type: 'chart.elements_recorded', data }];
};
