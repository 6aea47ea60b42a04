import * as z from 'zod';
import { Intervention, InterventionPatch, Vitals, VitalsPatch } from '../chart/care.ts';
import { Reason } from '../chart/codes.ts';
import { ElementAsked, GroupChangeAsked } from '../chart/elements.ts';
import { IncidentNumber } from '../chart/events.ts';
import { Attachment, Signature } from '../chart/files.ts';
import { SECTION_PATCHES } from '../chart/patches.ts';
import { ChartStatus } from '../chart/status.ts';
import type { Role } from '../identity.ts';
import { Version } from '../stream.ts';
import { IdempotencyKey, route } from './route.ts';

const CARE: readonly Role[] = ['ems', 'admin'];
const id = z.uuid();
const version = Version.min(1).meta({ description: 'The version the client last saw' });
const params = z.strictObject({ id });
const headers = z.looseObject({ 'idempotency-key': IdempotencyKey.optional() });
const write = { tag: 'charts', access: CARE, params, headers } as const;
const errors = [
  'NOT_FOUND',
  'VERSION_CONFLICT',
  'INVALID_TRANSITION',
  'LOCKED',
  'PAYLOAD_TOO_LARGE',
] as const;

/** What every write of a chart answers: where to read it, and the version that has the change. */
export const ChartWritten = z.strictObject({ id, version: Version }).meta({ id: 'ChartWritten' });

/** A presigned upload: PUT exactly the declared bytes to `url` with these headers, before it expires. */
export const Upload = z
  .strictObject({
    method: z.literal('PUT'),
    url: z.url(),
    headers: z.record(z.string(), z.string()),
    expires_at: z.iso.datetime(),
  })
  .meta({ id: 'Upload' });

export const openChart = route({
  ...write,
  operation: 'openChart',
  method: 'POST',
  path: '/v1/charts',
  summary: 'Open a chart (one patient care report) of an incident',
  params: z.strictObject({}),
  headers: z.looseObject({ 'idempotency-key': IdempotencyKey }),
  body: z.strictObject({ incident_number: IncidentNumber }),
  status: 201,
  answer: ChartWritten.extend({ incident_id: id }),
  errors: ['VERSION_CONFLICT'],
});

const { patient: _patient, narrative: _narrative, ...CALL_SECTIONS } = SECTION_PATCHES;

export const patchChart = route({
  ...write,
  operation: 'patchChart',
  method: 'PATCH',
  path: '/v1/charts/{id}',
  summary: 'Record response, times, location, situation and disposition',
  body: z.strictObject({ version, ...z.strictObject(CALL_SECTIONS).partial().shape }),
  answer: ChartWritten,
  errors,
});

export const patchPatient = route({
  ...write,
  operation: 'patchPatient',
  method: 'PATCH',
  path: '/v1/charts/{id}/patient',
  summary: 'Record who the patient is (autosave of the section)',
  body: z.strictObject({ version, ...SECTION_PATCHES.patient.shape }),
  answer: ChartWritten,
  errors,
});

export const patchNarrative = route({
  ...write,
  operation: 'patchNarrative',
  method: 'PATCH',
  path: '/v1/charts/{id}/narrative',
  summary: 'Record the narrative (autosave of the section)',
  body: z.strictObject({ version, ...SECTION_PATCHES.narrative.shape }),
  answer: ChartWritten,
  errors,
});

export const recordVitals = route({
  ...write,
  operation: 'recordVitals',
  method: 'POST',
  path: '/v1/charts/{id}/vitals',
  summary: 'Record a set of vital signs',
  body: z.strictObject({ version, ...Vitals.shape }),
  status: 201,
  answer: ChartWritten.extend({ vital_id: id }),
  errors,
});

export const correctVitals = route({
  ...write,
  operation: 'correctVitals',
  method: 'PATCH',
  path: '/v1/charts/{id}/vitals/{vital_id}',
  summary: 'Correct a set of vital signs',
  params: z.strictObject({ id, vital_id: id }),
  body: z.strictObject({ version, ...VitalsPatch.shape }),
  answer: ChartWritten.extend({ vital_id: id }),
  errors,
});

const [procedure, medication] = Intervention.options;
const [procedurePatch, medicationPatch] = InterventionPatch.options;

export const recordIntervention = route({
  ...write,
  operation: 'recordIntervention',
  method: 'POST',
  path: '/v1/charts/{id}/interventions',
  summary: 'Record a procedure or a medication',
  body: z.discriminatedUnion('kind', [procedure.extend({ version }), medication.extend({ version })]),
  status: 201,
  answer: ChartWritten.extend({ intervention_id: id }),
  errors,
});

export const correctIntervention = route({
  ...write,
  operation: 'correctIntervention',
  method: 'PATCH',
  path: '/v1/charts/{id}/interventions/{intervention_id}',
  summary: 'Correct a procedure or a medication',
  params: z.strictObject({ id, intervention_id: id }),
  body: z.discriminatedUnion('kind', [
    procedurePatch.extend({ version }),
    medicationPatch.extend({ version }),
  ]),
  answer: ChartWritten.extend({ intervention_id: id }),
  errors,
});

export const addSignature = route({
  ...write,
  operation: 'addSignature',
  method: 'POST',
  path: '/v1/charts/{id}/signatures',
  summary: 'Add a signature; answers where to upload its image',
  body: z.strictObject({ version, ...Signature.shape }),
  status: 201,
  answer: ChartWritten.extend({ signature_id: id, upload: Upload }),
  errors,
});

export const addAttachment = route({
  ...write,
  operation: 'addAttachment',
  method: 'POST',
  path: '/v1/charts/{id}/attachments',
  summary: 'Add an attachment; answers where to upload it',
  body: z.strictObject({ version, ...Attachment.shape }),
  status: 201,
  answer: ChartWritten.extend({ attachment_id: id, upload: Upload }),
  errors,
});

export const putElements = route({
  ...write,
  operation: 'putElements',
  method: 'PUT',
  path: '/v1/charts/{id}/elements',
  summary:
    'Put what is said by element number: each element with all its values, judged by the release that holds for the date of the chart',
  body: z.strictObject({
    version,
    elements: z.array(ElementAsked).max(2000).default([]),
    groups: z.array(GroupChangeAsked).max(500).default([]),
  }),
  answer: ChartWritten,
  errors,
});

export const changeChartStatus = route({
  ...write,
  operation: 'changeChartStatus',
  method: 'POST',
  path: '/v1/charts/{id}/transitions',
  summary: 'Take a chart to its next state, or back with a reason',
  body: z.strictObject({ version, to: ChartStatus, reason: Reason.optional() }),
  answer: ChartWritten.extend({ status: ChartStatus }),
  errors,
});
