import * as z from 'zod';
import { v1 } from './event-type.ts';
import { ElementId } from './nemsis/data-set.ts';
import { ElementValue } from './nemsis/entries.ts';
import { ROOT } from './nemsis/instance.ts';
import { StateAccount } from './nemsis/state-account.ts';
import { StateEndpoint } from './nemsis/state-endpoint.ts';
import { phi } from './phi.ts';
import { TimeZone, TimeZoneName } from './time-zone.ts';

const GroupId = z.uuid().lowercase('a group id is written in lower case').meta({ format: 'uuid' });
const Place = z.union([z.literal(ROOT), GroupId]);
const GroupName = z.string().regex(/^[de][A-Za-z]+(?:\.[A-Za-z]+)?$/, 'must be the name of a group');

const group = {
  group: GroupName,
  /** The instance that it stands in; absent: the agency itself. */
  parent: GroupId.optional(),
  attributes: z.record(z.string(), z.string()).optional(),
};

/** All that is said of one element in one instance of a group; an empty list: nothing any more. */
const Said = z.strictObject({ group: Place, element: ElementId, values: z.array(ElementValue) });

const changes = {
  elements: z.array(Said),
  groups: z.array(z.strictObject({ id: GroupId, ...group })),
  /** Instances that are no more, with all that was said in them. They go before the rest comes. */
  removed: z.array(GroupId),
};

/** What changes in demographic data, by element number and instance of a repeating group. */
export const DemographicChanges = z.strictObject(changes);
export type DemographicChanges = z.infer<typeof DemographicChanges>;

const personIn = (value: unknown): string => z.looseObject({ person_id: GroupId }).parse(value).person_id;

const PersonChanges = phi('crew', z.strictObject({ person_id: GroupId, ...changes }), personIn);

const Release = z.string().regex(/^\d+\.\d+\.\d+[A-Za-z0-9.]*$/, 'must be a release, as 3.5.1.250403CP1');
const Pack = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._@-]{0,199}$/, 'must be the id of a rule pack');

/** From a date on a release of the standard holds, and the rule packs by which charts of it are judged. */
export const ReleaseFrom = z.strictObject({
  from: z.iso.date().meta({ description: 'The first date, by the clocks of the agency' }),
  release: Release,
  packs: z.array(Pack).max(20),
});
export type ReleaseFrom = z.infer<typeof ReleaseFrom>;

/** Where an agency submits, and as whom: all but the password, which lies in no event. */
export const StateAccountFacts = z.strictObject({
  endpoint: StateEndpoint,
  ...StateAccount.omit({ password: true }).shape,
});
export type StateAccountFacts = z.infer<typeof StateAccountFacts>;

/** As it is stored: its form was proved when it was set. */
const account = z.strictObject({ endpoint: z.string(), username: z.string(), organization: z.string() });

const releases = z.array(ReleaseFrom).max(100);

/** Every event of an agency. What is of somebody is an event of its own, which vanishes with their key. */
export const AGENCY_EVENTS = {
  'agency.demographics_recorded': v1(z.strictObject({ changes: DemographicChanges })),
  'agency.person_recorded': v1(z.strictObject({ changes: PersonChanges })),
  'agency.releases_set': v1(z.strictObject({ releases })),
  'agency.time_zone_set': v1(z.strictObject({ time_zone: TimeZoneName })),
  'agency.state_account_set': v1(z.strictObject({ account, password: z.enum(['set', 'kept']) })),
};

type Events = typeof AGENCY_EVENTS;

/** One event of an agency. */
export type AgencyEvent = {
  [T in keyof Events]: { type: T; data: z.infer<Events[T]['data']> };
}[keyof Events];

const command = <T extends string, F extends z.core.$ZodLooseShape>(type: T, fields: F) =>
  z.strictObject({ type: z.literal(type), ...fields });

/** What may be asked of an agency. `password` says whether one was put where secrets are kept. */
export const AgencyCommand = z.discriminatedUnion('type', [
  command('record_demographics', { changes: DemographicChanges }),
  command('set_releases', { releases }),
  command('set_time_zone', { time_zone: TimeZone }),
  command('set_state_account', { account: StateAccountFacts, password: z.enum(['set', 'kept']) }),
]);
export type AgencyCommand = z.infer<typeof AgencyCommand>;

const part = {
  /** What is said, by instance and element. */
  elements: z.record(z.string(), z.record(z.string(), z.array(ElementValue))),
  groups: z.record(z.string(), z.strictObject(group)),
};

/** What is known of demographic data that belongs together. */
export const DemographicPart = z.strictObject(part);
export type DemographicPart = z.infer<typeof DemographicPart>;

/** An agency as its stream tells: what it says of itself, of each of its people, and how its charts are judged and sent. */
export const AgencyState = z.strictObject({
  own: DemographicPart,
  people: z.record(z.string(), phi('crew', z.strictObject({ person_id: GroupId, ...part }), personIn)),
  releases,
  time_zone: TimeZoneName.optional(),
  state_account: account.optional(),
});
export type AgencyState = z.infer<typeof AgencyState>;
