import * as z from 'zod';
import { PurposeHeaders } from '../access.ts';
import { ExportKind, ExportStatus, ExportVerdict } from '../export.ts';
import { ExportSummary } from '../export-view.ts';
import type { Role } from '../identity.ts';
import { Moment } from '../instant.ts';
import { Finding } from '../nemsis/finding.ts';
import { ShownStateFinding } from '../nemsis/state-finding.ts';
import { SubmissionStatus } from '../nemsis/submission-plan.ts';
import { Version } from '../stream.ts';
import { IdempotencyKey, route } from './route.ts';

const CARE: readonly Role[] = ['ems', 'admin'];
const READERS: readonly Role[] = ['ems', 'admin', 'billing'];
const id = z.uuid();
const params = z.strictObject({ id });
const tag = 'exports';
const kind = ExportKind.extract(['full', 'national']).meta({
  description: 'The whole report, or what the national registry takes of it',
});
const write = {
  tag,
  method: 'POST',
  headers: z.looseObject({ 'idempotency-key': IdempotencyKey }),
  status: 202,
} as const;

/** What asking for an export answers: where to look for what comes of it. */
export const ExportRequested = z.strictObject({ id, version: Version }).meta({ id: 'ExportRequested' });

export const requestExport = route({
  ...write,
  operation: 'requestExport',
  path: '/v1/charts/{id}/exports',
  summary:
    'Export a version of a chart (the newest, unless one is named): it is validated, then written, and submitted where the agency has an account at its state and the chart was completed at that version; an export of a changed chart is the same report',
  access: CARE,
  params,
  body: z.strictObject({
    kind,
    version: Version.min(1).optional().meta({ description: 'The version of the chart to export' }),
  }),
  answer: ExportRequested,
  errors: ['NOT_FOUND', 'VERSION_CONFLICT'],
});

export const exportAgency = route({
  ...write,
  operation: 'exportAgency',
  path: '/v1/agency/exports',
  summary: "Export the agency's demographic data as it is now",
  access: ['admin'],
  answer: ExportRequested,
  errors: ['VERSION_CONFLICT'],
});

export const exportBatch = route({
  ...write,
  operation: 'exportBatch',
  path: '/v1/exports/batch',
  summary:
    'Export each completed or locked chart of a time, newest first, a page a request: go on with `next_cursor` and the same key until it is null',
  access: ['admin'],
  body: z
    .strictObject({
      from: Moment.meta({ description: 'Charts opened not before this moment' }),
      to: Moment.meta({ description: 'Charts opened before this moment; after `from`' }),
      kind,
      limit: z.int().min(1).max(50).default(25).meta({ description: 'Charts that are looked at' }),
      cursor: z.uuid().optional().meta({ description: '`next_cursor` of the request before' }),
    })
    .refine(({ from, to }) => from < to, {
      path: ['to'],
      message: 'must be after from',
    }),
  answer: z.strictObject({
    items: z.array(z.strictObject({ id, chart_id: id })),
    next_cursor: z.uuid().nullable(),
  }),
  errors: ['VERSION_CONFLICT'],
});

export const listExports = route({
  operation: 'listExports',
  method: 'GET',
  path: '/v1/exports',
  tag,
  summary: 'List exports by status, chart and date, newest first',
  access: READERS,
  query: z.strictObject({
    status: ExportStatus.optional(),
    chart_id: id.optional(),
    from: Moment.optional().meta({ description: 'Asked for not before this moment' }),
    to: Moment.optional().meta({ description: 'Asked for before this moment' }),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.uuid().optional().meta({ description: '`next_cursor` of the page before' }),
  }),
  answer: z.strictObject({
    items: z.array(ExportSummary.meta({ id: 'ExportSummary' })),
    next_cursor: z.uuid().nullable(),
  }),
});

/** A presigned download, good until it expires. */
export const Download = z
  .strictObject({ method: z.literal('GET'), url: z.url(), expires_at: z.iso.datetime() })
  .meta({ id: 'Download' });

const Submission = z
  .strictObject({
    outcome: SubmissionStatus.optional().meta({
      description:
        'Absent while it is under way: how it ended, or why it is not submitted, whose turn it is, and what to do',
    }),
    findings: z.array(ShownStateFinding).meta({ description: 'What the state says of it' }),
    demographics: z.array(Finding).optional().meta({
      description: "What keeps the agency's demographic data, which goes first, from being sent",
    }),
  })
  .meta({ id: 'Submission' });

export const getExport = route({
  operation: 'getExport',
  method: 'GET',
  path: '/v1/exports/{id}',
  tag,
  summary:
    'Read an export: where it stands, what was found and by whom, and where its file is; the access trail keeps who read it',
  access: READERS,
  params,
  headers: PurposeHeaders,
  answer: ExportSummary.extend({
    release: z.string().optional().meta({ description: 'The release of the standard it is written by' }),
    judged_by: ExportVerdict.shape.judged_by,
    findings: z.array(Finding).meta({ description: 'What blocks first; `counts` tells how many there were' }),
    submission: Submission.optional(),
    download: Download.optional(),
  }).meta({ id: 'Export' }),
  errors: ['NOT_FOUND'],
});
