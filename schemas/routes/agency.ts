import * as z from 'zod';
import { PurposeHeaders } from '../access.ts';
import { AGENCY_EVENTS, DemographicChanges, StateAccountFacts } from '../agency.ts';
import type { Role } from '../identity.ts';
import { AgencyProfile } from '../nemsis/agency.ts';
import { StateAccount } from '../nemsis/state-account.ts';
import { Version } from '../stream.ts';
import { TimeZone } from '../time-zone.ts';
import { IdempotencyKey, route } from './route.ts';

const READERS: readonly Role[] = ['ems', 'admin', 'billing'];
const ADMINS: readonly Role[] = ['admin'];
const version = Version.meta({ description: 'The version the client last saw; 0: none yet' });
const headers = z.looseObject({ 'idempotency-key': IdempotencyKey.optional() });

/** What every write of an agency answers: the version that has the change. */
const AgencyWritten = z.strictObject({ version: Version }).meta({ id: 'AgencyWritten' });

const write = {
  tag: 'agency',
  method: 'PUT',
  access: ADMINS,
  headers,
  answer: AgencyWritten,
  errors: ['VERSION_CONFLICT', 'PAYLOAD_TOO_LARGE'],
} as const;

export const getAgency = route({
  operation: 'getAgency',
  method: 'GET',
  path: '/v1/agency',
  tag: 'agency',
  summary:
    'Read what the agency says of itself and how its charts are judged; with `people` also of its people, which the access trail keeps',
  access: READERS,
  headers: PurposeHeaders,
  query: z.strictObject({ people: z.enum(['true', 'false']).default('false') }),
  answer: AgencyProfile.extend({ time_zone: TimeZone.optional() }).meta({ id: 'Agency' }),
});

export const putAgencyElements = route({
  ...write,
  operation: 'putAgencyElements',
  path: '/v1/agency/elements',
  summary:
    'Record demographic data by element number: what is named is said anew, what is named without values is said no more',
  body: z.strictObject({
    version,
    elements: DemographicChanges.shape.elements.default([]),
    groups: DemographicChanges.shape.groups.default([]),
    removed: DemographicChanges.shape.removed.default([]),
  }),
  errors: ['VERSION_CONFLICT', 'PAYLOAD_TOO_LARGE', 'INVALID_TRANSITION'],
});

export const putAgencyReleases = route({
  ...write,
  operation: 'putAgencyReleases',
  path: '/v1/agency/releases',
  summary:
    'Say from which date which release of the standard and which rule packs hold, in order of dates; a pack that is not installed keeps every export from passing',
  body: z.strictObject({ version, releases: AGENCY_EVENTS['agency.releases_set'].data.shape.releases }),
});

export const putAgencyTimeZone = route({
  ...write,
  operation: 'putAgencyTimeZone',
  path: '/v1/agency/time-zone',
  summary: 'Set the time zone in which moments are written',
  body: z.strictObject({ version, time_zone: TimeZone }),
});

export const putStateAccount = route({
  ...write,
  operation: 'putStateAccount',
  path: '/v1/agency/state-account',
  summary:
    "Set where the agency's state takes data and as whom; the password is kept where secrets are, and never told",
  body: z.strictObject({
    version,
    ...StateAccountFacts.shape,
    password: StateAccount.shape.password.optional().meta({
      description: 'Absent: the one that was set before',
    }),
  }),
});
