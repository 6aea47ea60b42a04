import { isDeepStrictEqual } from 'node:util';
import {
  type AgencyCommand,
  type AgencyEvent,
  AgencyState,
  type DemographicChanges,
} from '../schemas/agency.ts';
import { type Refusal, refuse } from '../schemas/error.ts';
import type { Actor } from '../schemas/identity.ts';
import { ElementId } from '../schemas/nemsis/data-set.ts';
import type { Dictionary } from '../schemas/nemsis/dictionary.ts';
import type { DictionaryFinding } from '../schemas/nemsis/dictionary-finding.ts';
import { ROOT } from '../schemas/nemsis/instance.ts';
import { type Issue, refuseFor } from './issues.ts';
import { checkDemographics } from './nemsis/demographics/check.ts';
import { differing, isNothing, NOTHING, withChanges } from './nemsis/demographics/part.ts';
import { allGroups, byOwner, partOf } from './nemsis/demographics/people.ts';

// State

/** The shape of an agency's state; raise the version whenever it or `evolve` changes, so that older snapshots are skipped. */
export const state = AgencyState;
export const fold_version = 1;

/** An agency that has said nothing of itself yet. */
export const initial: AgencyState = { own: NOTHING, people: {}, releases: [] };

// Evolve

const withPerson = (
  { people, ...agency }: AgencyState,
  { person_id, ...changes }: DemographicChanges & { readonly person_id: string },
): AgencyState => {
  const { [person_id]: before, ...others } = people;
  const part = withChanges(before ?? NOTHING, changes);
  const isThere = part.groups[person_id] !== undefined;
  if (!isThere) return { ...agency, people: others };
  return { ...agency, people: { ...people, [person_id]: { person_id, ...part } } };
};

/** The agency after one more event. Total: every event has its effect on every state. */
export const evolve = (agency: AgencyState, { type, data }: AgencyEvent): AgencyState => {
  switch (type) {
    case 'agency.demographics_recorded':
      return { ...agency, own: withChanges(agency.own, data.changes) };
    case 'agency.person_recorded':
      return withPerson(agency, data.changes);
    case 'agency.releases_set':
      return { ...agency, releases: data.releases };
    case 'agency.time_zone_set':
      return { ...agency, time_zone: data.time_zone };
    case 'agency.state_account_set':
      return { ...agency, state_account: data.account };
  }
};

// Commands

/** What is known where it is decided: the standard that demographic data is judged by, and which releases there are. */
export interface Standard {
  readonly dictionary: Dictionary;
  isRelease(name: string): boolean;
}

/** A command, and the standard of its moment. */
export type AgencyRequest = AgencyCommand & { readonly standard: Standard };

type RequestOf<T extends AgencyCommand['type']> = Extract<AgencyRequest, { type: T }>;
type Decision = readonly AgencyEvent[] | Refusal;

/** What is found of a group is told by its path; an element is named besides. */
const issueOf = ({ path, element, rule, message }: DictionaryFinding): Issue => ({
  path,
  ...(ElementId.safeParse(element).success && { element }),
  rule,
  message,
});

/** As many events fit into one commit. */
const MOST_PARTS = 100;

const tooMany = (parts: number): Refusal =>
  refuse('PAYLOAD_TOO_LARGE', `One request may change ${MOST_PARTS - 1} people; send the others after it.`, {
    people: parts - 1,
    max_people: MOST_PARTS - 1,
  });

const recorded = (owner: string, changes: DemographicChanges): AgencyEvent =>
  owner === ROOT
    ? { type: 'agency.demographics_recorded', data: { changes } }
    : { type: 'agency.person_recorded', data: { changes: { person_id: owner, ...changes } } };

/** The groups there are between what is removed and what comes. */
const groupsAfter = (agency: AgencyState, { removed }: DemographicChanges) => {
  const groups = allGroups(agency);
  return withChanges({ elements: {}, groups }, { elements: [], groups: [], removed }).groups;
};

const recordDemographics = (
  agency: AgencyState,
  { changes, standard: { dictionary } }: RequestOf<'record_demographics'>,
): Decision => {
  const before = groupsAfter(agency, changes);
  const after = withChanges({ elements: {}, groups: before }, changes).groups;
  const findings = checkDemographics(changes, { before, after, dictionary });
  if (findings.length > 0)
    return refuseFor(
      `It is not as NEMSIS ${dictionary.release} has it; see details.issues.`,
      findings.map(issueOf),
    );
  const parts = [...byOwner(changes, allGroups(agency))].map(
    ([owner, part]) => [owner, differing(partOf(agency, owner), part)] as const,
  );
  const changed = parts.filter(([, part]) => !isNothing(part));
  if (changed.length > MOST_PARTS) return tooMany(changed.length);
  return changed.map(([owner, part]) => recorded(owner, part));
};

const setReleases = (agency: AgencyState, { releases, standard }: RequestOf<'set_releases'>): Decision => {
  const issues = releases.flatMap(({ from, release }, index): Issue[] => {
    const before = releases[index - 1]?.from;
    const at = `releases.${index}`;
    return [
      ...(standard.isRelease(release)
        ? []
        : [{ path: `${at}.release`, message: `there is no release ${release} here` }]),
      ...(before === undefined || before < from
        ? []
        : [{ path: `${at}.from`, message: 'must be after the date before it' }]),
    ];
  });
  if (issues.length > 0) return refuseFor('These releases cannot hold; see details.issues.', issues);
  return isDeepStrictEqual(agency.releases, releases)
    ? []
    : [{ type: 'agency.releases_set', data: { releases } }];
};

const setTimeZone = (agency: AgencyState, { time_zone }: RequestOf<'set_time_zone'>): Decision =>
  agency.time_zone === time_zone ? [] : [{ type: 'agency.time_zone_set', data: { time_zone } }];

/** Nobody has said a password, and none is kept from before. */
export const NO_PASSWORD: Refusal = refuseFor('There is no password yet.', [
  { path: 'password', message: 'is needed' },
]);

const setStateAccount = (
  agency: AgencyState,
  { account, password }: RequestOf<'set_state_account'>,
): Decision => {
  if (password === 'kept' && !agency.state_account) return NO_PASSWORD;
  if (password === 'kept' && isDeepStrictEqual(agency.state_account, account)) return [];
  return [{ type: 'agency.state_account_set', data: { account, password } }];
};

// Decide

/** Operators import demographic data for an agency; all else its admins do themselves. */
const roleRefusal = ({ type }: AgencyCommand, role: Actor['role']): Refusal | undefined => {
  if (role === 'admin' || (role === 'system' && type === 'record_demographics')) return undefined;
  return refuse('FORBIDDEN', `The role ${role} may not change an agency.`, { roles: ['admin'] });
};

const decideAllowed = (agency: AgencyState, request: AgencyRequest): Decision => {
  switch (request.type) {
    case 'record_demographics':
      return recordDemographics(agency, request);
    case 'set_releases':
      return setReleases(agency, request);
    case 'set_time_zone':
      return setTimeZone(agency, request);
    case 'set_state_account':
      return setStateAccount(agency, request);
  }
};

/**
 * What a command makes of an agency: the events to append, none when there is nothing to record, or why it is refused.
 * What is said of a person is an event of its own, sealed for that person; what is said of the agency is in clear.
 */
export const decide = (agency: AgencyState, request: AgencyRequest, actor: Actor): Decision =>
  roleRefusal(request, actor.role) ?? decideAllowed(agency, request);
