import * as z from 'zod';
import { Access, AccessSubject, PurposeHeaders } from '../access.ts';
import { AgencyState } from '../agency.ts';
import { Commit, StoredEvent } from '../commit.ts';
import { Export } from '../export.ts';
import type { Role } from '../identity.ts';
import { UserId } from '../identity.ts';
import { Instant, Moment } from '../instant.ts';
import { Category, StreamName, Version } from '../stream.ts';
import { SubjectState } from '../subject.ts';
import { User } from '../user.ts';
import { getChart } from './chart-reads.ts';
import { route } from './route.ts';

const AUDITORS: readonly Role[] = ['auditor', 'admin'];
const audit = { tag: 'audit', access: AUDITORS, method: 'GET' } as const;
const params = StreamName.omit({ tenant_id: true });
const path = '/v1/audit/streams/{category}/{id}';
const limit = z.coerce.number().int().min(1).max(200).default(50);
const version = z.coerce.number().int();

const FieldChange = z
  .strictObject({
    path: z.string().meta({
      description: 'A JSON Pointer; an entry of a list stands under its id',
      example: '/vitals/b5f0c0de-7d53-5c1a-8f0e-6f2a4f7f1a01/vitals/systolic',
    }),
    before: z.unknown().optional(),
    after: z.unknown().optional(),
  })
  .meta({ id: 'FieldChange', description: '`before` or `after` is absent where the field is' });

const HistoryEvent = StoredEvent.extend({ version: Version, changes: z.array(FieldChange).readonly() });

/** One commit as a history tells it: who, when, because of what, and what each event changed. */
const HistoryItem = Commit.omit({ tenant_id: true, category: true, id: true, events: true })
  .extend({
    correlation_id: Commit.shape.correlation_id.meta({
      description:
        'The trace of the request. Of an imported report, its file as below; or `nemsis-report:` and the UUID it said, where the chart cannot have that as its id',
    }),
    causation_id: Commit.shape.causation_id.meta({
      description:
        "What directly caused it: the request, by its id in the API's access log; or an import, as `nemsis-import:` and the SHA-256 of what the file says and of the time zone it was read in",
    }),
    events: z.array(HistoryEvent),
  })
  .meta({ id: 'HistoryItem' });

/** A page of a stream's commits, oldest first. */
const StreamHistory = z
  .strictObject({
    category: Category,
    id: StreamName.shape.id,
    version: Version.meta({ description: 'The newest version there is' }),
    items: z.array(HistoryItem),
    next_after: Version.nullable().meta({ description: '`after` of the next page; null on the last' }),
  })
  .meta({ id: 'StreamHistory' });

const place = { id: StreamName.shape.id, version: Version, time: Instant };

/** What a stream came to at a version: a chart as it is read, a user as their sign-ins tell, an agency as it says of itself. */
export const StreamState = z
  .discriminatedUnion('category', [
    z.strictObject({ category: z.literal('chart'), ...place, state: getChart.answer }),
    z.strictObject({
      category: z.literal('subject'),
      ...place,
      state: SubjectState.meta({ id: 'SubjectState' }),
    }),
    z.strictObject({ category: z.literal('user'), ...place, state: User.meta({ id: 'UserState' }) }),
    z.strictObject({
      category: z.literal('agency'),
      ...place,
      state: AgencyState.meta({ id: 'AgencyState' }),
    }),
    z.strictObject({
      category: z.literal('export'),
      ...place,
      state: Export.meta({ id: 'ExportState' }),
    }),
  ])
  .meta({ id: 'StreamState' });

export const getStreamHistory = route({
  ...audit,
  operation: 'getStreamHistory',
  path,
  summary: 'Read the history of a stream page by page, or with `as_of` what it had come to by then',
  params,
  headers: PurposeHeaders,
  query: z
    .strictObject({
      after: version
        .min(0)
        .optional()
        .meta({ description: 'Begin with the commit that follows this version' }),
      limit: limit.meta({ description: 'Commits at most; a page of large ones is shorter' }),
      as_of: z
        .union([version.min(1), Moment])
        .optional()
        .meta({ description: 'A version or a moment: answers the state of then in place of the history' }),
    })
    .refine(({ after, as_of }) => after === undefined || as_of === undefined, {
      path: ['as_of'],
      error: 'stands alone: a state has no pages',
    }),
  answer: z.union([StreamHistory, StreamState]),
  errors: ['NOT_FOUND', 'VERSION_CONFLICT'],
});

export const verifyStream = route({
  ...audit,
  operation: 'verifyStream',
  path: `${path}/verify`,
  summary:
    'Prove that a stream is whole and unchanged, commit by commit, or name the first place where it is not',
  params,
  answer: z
    .strictObject({
      ok: z.boolean(),
      versions: Version.meta({ description: 'How many versions are proved, from the first on' }),
      first_broken: z.strictObject({ version: Version, reason: z.string() }).optional(),
    })
    .meta({ id: 'StreamVerdict' }),
  errors: ['NOT_FOUND'],
});

export const listAccess = route({
  ...audit,
  operation: 'listAccess',
  path: '/v1/audit/access',
  summary: 'List who read of a subject, or what a user read, newest first',
  query: z
    .strictObject({
      subject: AccessSubject.optional(),
      actor: UserId.optional(),
      limit,
      cursor: z
        .string()
        .regex(/^[\w-]{1,1024}$/, 'not a cursor')
        .optional()
        .meta({ description: '`next_cursor` of the page before' }),
    })
    .refine(({ subject, actor }) => (subject === undefined) !== (actor === undefined), {
      path: ['subject'],
      error: 'give a subject or an actor, and one of them only',
    }),
  answer: z.strictObject({
    items: z.array(Access.meta({ id: 'Access' })).readonly(),
    next_cursor: z.string().nullable(),
  }),
});
