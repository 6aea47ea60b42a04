import { type Examples, id, incident_id, updated_at, user_id, vital_id } from './example.ts';

const intervention_id = 'c81e728d-9d4c-5f63-a067-7f89cc14862c';
const signature_id = 'eccbc87e-4b5c-5e2f-a283-08fd9f2a7baf';
const attachment_id = 'a87ff679-a2f3-571d-9181-a67b7542122c';
const sha256 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

const facts = {
  id,
  status: 'in_progress',
  incident_number: '351-24.46512',
  incident_id,
  date: '2024-10-08T00:25:53.000Z',
  opened_at: '2024-10-08T00:26:10.000Z',
  opened_by: user_id,
};
const vitals = {
  taken_at: '2024-10-07T20:42:00-04:00',
  systolic: 138,
  diastolic: 84,
  heart_rate: 96,
  spo2: 97,
};
const medication = {
  kind: 'medication',
  performed_at: '2024-10-07T20:45:00-04:00',
  medication: '1191250',
  dose: 4,
  dose_unit: '3706021',
};
const signature = {
  signer_role: '4512001',
  reasons: ['4513003'],
  signed_at: '2024-10-07T21:05:00-04:00',
  content_type: 'image/png',
  size_bytes: 18_204,
  sha256,
};
const attachment = { name: 'ecg-strip.pdf', content_type: 'application/pdf', size_bytes: 84_210, sha256 };
const group_id = '1f0e3dad-9990-5345-b743-9f8ffabdffc4';
const medications = { id: group_id, group: 'eHistory.CurrentMedsGroup' };
const elements = [
  { group: 'root', element: 'eHistory.17', values: [{ text: '3117001' }, { text: '3117003' }] },
  { group: vital_id, element: 'eVitals.23', values: [{ nv: '7701003' }] },
  {
    group: group_id,
    element: 'eHistory.12',
    values: [{ text: '1191' }],
  },
];
const upload = (file: string, content_type: string) => ({
  method: 'PUT',
  url: `https://attachments.example/danbury-fire/${id}/${file}`,
  headers: { 'content-type': content_type },
  expires_at: '2024-10-08T01:20:00.000Z',
});
const written = (version: number) => ({ id, version });

/** Examples of what is done with charts. */
export const CHART_EXAMPLES: Examples = {
  openChart: {
    body: { incident_number: facts.incident_number },
    answer: { ...written(1), incident_id },
  },
  patchChart: {
    body: {
      version: 1,
      response: { unit_call_sign: 'M7', response_mode: '2223001' },
      times: { unit_notified: '2024-10-07T20:25:53-04:00', en_route: '2024-10-07T20:27:10-04:00' },
      situation: { chief_complaint: 'Chest pain', primary_impression: 'I20.9' },
    },
    answer: written(4),
  },
  patchPatient: {
    body: { version: 4, last_name: 'Doe', first_name: 'Alex', date_of_birth: '1961-03-09', sex: '9906003' },
    answer: written(5),
  },
  patchNarrative: {
    body: { version: 5, text: 'Found seated, alert, with pressure in the chest for an hour.' },
    answer: written(6),
  },
  recordVitals: { body: { version: 6, ...vitals }, answer: { ...written(7), vital_id } },
  correctVitals: { body: { version: 7, systolic: 136, spo2: null }, answer: { ...written(8), vital_id } },
  recordIntervention: { body: { version: 8, ...medication }, answer: { ...written(9), intervention_id } },
  correctIntervention: {
    body: { version: 9, kind: 'medication', dose: 2 },
    answer: { ...written(10), intervention_id },
  },
  addSignature: {
    body: { version: 10, ...signature },
    answer: { ...written(11), signature_id, upload: upload(signature_id, signature.content_type) },
  },
  addAttachment: {
    body: { version: 11, ...attachment },
    answer: { ...written(12), attachment_id, upload: upload(attachment_id, attachment.content_type) },
  },
  putElements: { body: { version: 12, elements, groups: [medications] }, answer: written(13) },
  changeChartStatus: {
    body: { version: 13, to: 'ready_for_review' },
    answer: { ...written(14), status: 'ready_for_review' },
  },
  getChart: {
    answer: {
      ...facts,
      version: 13,
      updated_at,
      response: { unit_call_sign: 'M7' },
      times: { unit_notified: facts.date },
      location: { city: 'Danbury', state: '09' },
      situation: { chief_complaint: 'Chest pain', primary_impression: 'I20.9' },
      disposition: {},
      patient: { last_name: 'Doe', first_name: 'Alex' },
      narrative: {},
      vitals: [{ vital_id, vitals }],
      interventions: [{ intervention_id, intervention: medication }],
      signatures: [{ signature_id, signature }],
      attachments: [{ attachment_id, attachment }],
      elements,
      groups: [medications],
    },
  },
  listCharts: { answer: { items: [{ ...facts, unit_call_sign: 'M7' }], next_cursor: null } },
};
