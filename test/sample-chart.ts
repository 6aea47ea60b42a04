import type { Intervention, Vitals } from '../schemas/chart/care.ts';
import type { ChartCommandOf } from '../schemas/chart/commands.ts';
import type { ChartEvent } from '../schemas/chart/events.ts';
import type { Attachment, Signature } from '../schemas/chart/files.ts';
import type { ChartStatus } from '../schemas/chart/status.ts';
import type { Actor } from '../schemas/identity.ts';

/** Invented agencies, people and calls; every value is well formed and none is anybody's. */
export const TENANT = 'lakeside-ems';
export const OTHER_TENANT = 'hilltop-ems';

/** A well-formed id for each number: the same number, the same id. */
export const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

export const CHART_ID = idOf(1);
export const INCIDENT_ID = idOf(2);
export const VITAL_ID = idOf(3);
export const INTERVENTION_ID = idOf(4);
export const SIGNATURE_ID = idOf(5);
export const ATTACHMENT_ID = idOf(6);
export const INCIDENT_NUMBER = 'L-25-000117';

/** The fixed clock of the tests: `n` minutes after the call came in. */
export const minute = (n: number): string =>
  new Date(Date.parse('2025-03-02T08:15:00.000Z') + n * 60_000).toISOString();

/** Somebody of a role. */
export const actor = (role: Actor['role']): Actor => ({
  user_id: idOf(1000 + ['ems', 'admin', 'billing', 'founder', 'auditor', 'vendor', 'system'].indexOf(role)),
  role,
});
export const MEDIC = actor('ems');
export const ADMIN = actor('admin');

export const VITALS: Vitals = {
  taken_at: minute(20),
  systolic: 132,
  diastolic: 84,
  heart_rate: 96,
  spo2: 97,
  cardiac_rhythms: ['9901047'],
};
export const PROCEDURE: Intervention = {
  kind: 'procedure',
  performed_at: minute(22),
  procedure: '392230005',
  attempts: 2,
  successful: true,
};
export const MEDICATION: Intervention = {
  kind: 'medication',
  performed_at: minute(24),
  medication: '1807627',
  dose: 250,
  dose_unit: '3706015',
};
const SHA256 = '5d'.repeat(32);
export const SIGNATURE: Signature = {
  content_type: 'image/png',
  size_bytes: 4096,
  sha256: SHA256,
  signer_role: '4512005',
  signer_name: 'Ida Example',
  reasons: ['4513001'],
  signed_at: minute(50),
};
export const ATTACHMENT: Attachment = {
  content_type: 'application/pdf',
  size_bytes: 120_000,
  sha256: SHA256,
  name: 'twelve-lead.pdf',
};

export const opened: ChartEvent = {
  type: 'chart.opened',
  data: { incident_number: INCIDENT_NUMBER, incident_id: INCIDENT_ID },
};
export const vitalsRecorded: ChartEvent = {
  type: 'chart.vitals_recorded',
  data: { vital_id: VITAL_ID, vitals: VITALS },
};
export const procedureRecorded: ChartEvent = {
  type: 'chart.intervention_recorded',
  data: { intervention_id: INTERVENTION_ID, intervention: PROCEDURE },
};
export const signatureAdded: ChartEvent = {
  type: 'chart.signature_added',
  data: { signature_id: SIGNATURE_ID, signature: SIGNATURE },
};
export const attachmentAdded: ChartEvent = {
  type: 'chart.attachment_added',
  data: { attachment_id: ATTACHMENT_ID, attachment: ATTACHMENT },
};

/** One change of status; a step back gives its reason. */
export const moved = (from: ChartStatus, to: ChartStatus, reason?: string): ChartEvent => ({
  type: 'chart.status_changed',
  data: reason === undefined ? { from, to } : { from, to, reason },
});

const FORWARD: readonly ChartStatus[] = ['draft', 'in_progress', 'ready_for_review', 'completed', 'locked'];

/** The events that bring a chart forward to a state, with some given while it is in progress. */
export const chartIn = (status: ChartStatus, inProgress: readonly ChartEvent[] = []): ChartEvent[] => {
  const steps = FORWARD.slice(0, FORWARD.indexOf(status));
  const forward = steps.map((from, step) => moved(from, FORWARD[step + 1] ?? from));
  return [opened, ...forward.slice(0, 1), ...inProgress, ...forward.slice(1)];
};

export const open: ChartCommandOf<'open'> = {
  type: 'open',
  incident_number: INCIDENT_NUMBER,
  incident_id: INCIDENT_ID,
};
export const recordVitals: ChartCommandOf<'record_vitals'> = {
  type: 'record_vitals',
  vital_id: VITAL_ID,
  vitals: VITALS,
};
export const recordProcedure: ChartCommandOf<'record_intervention'> = {
  type: 'record_intervention',
  intervention_id: INTERVENTION_ID,
  intervention: PROCEDURE,
};
export const addSignature: ChartCommandOf<'add_signature'> = {
  type: 'add_signature',
  signature_id: SIGNATURE_ID,
  signature: SIGNATURE,
};
export const addAttachment: ChartCommandOf<'add_attachment'> = {
  type: 'add_attachment',
  attachment_id: ATTACHMENT_ID,
  attachment: ATTACHMENT,
};

/** A command that changes sections. */
export const record = (changes: ChartCommandOf<'record'>['changes']): ChartCommandOf<'record'> => ({
  type: 'record',
  changes,
});

/** A command that moves a chart. */
export const moveTo = (to: ChartStatus, reason?: string): ChartCommandOf<'change_status'> =>
  reason === undefined ? { type: 'change_status', to } : { type: 'change_status', to, reason };
