import { type Examples, id, updated_at, user_id } from './example.ts';

const export_id = '3c59dc04-8e88-5024-9bbe-079a5d7b1a2e';
const sha256 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const summary = {
  id: export_id,
  version: 3,
  kind: 'full',
  status: 'exported',
  chart_id: id,
  chart_version: 13,
  chart_status: 'completed',
  date: updated_at,
  requested_by: user_id,
  updated_at: '2024-10-08T01:12:42.000Z',
  counts: { fatal: 0, error: 0, warning: 1 },
  artifact: { sha256, bytes: 45_210 },
};
const finding = {
  stage: 'schematron',
  rule: 'nemSch_e_0042',
  severity: 'WARNING',
  element: 'eTimes.06',
  location: '/*:EMSDataSet[1]/*:Header[1]/*:PatientCareReport[1]/*:eTimes[1]',
  message: 'Unit arrived on scene should be recorded when the unit had a patient.',
};
const judge = {
  stage: 'schematron',
  name: 'EMSDataSet',
  version: '3.5.1.250403CP1',
  origin: 'pack',
  sha256,
};
const asked = { id: export_id, version: 1 };

/** Examples of what is done with exports. */
export const EXPORT_EXAMPLES: Examples = {
  requestExport: { body: { kind: 'full', version: 13 }, answer: asked },
  exportAgency: { answer: asked },
  exportBatch: {
    body: { from: '2024-10-07T00:00:00-04:00', to: '2024-10-08T00:00:00-04:00', kind: 'full' },
    answer: { items: [{ id: export_id, chart_id: id }], next_cursor: null },
  },
  listExports: { answer: { items: [summary], next_cursor: null } },
  getExport: {
    answer: {
      ...summary,
      status: 'accepted',
      release: '3.5.1.250403CP1',
      judged_by: [judge],
      findings: [finding],
      submission: {
        outcome: { state: 'accepted', turn: 'nobody', retry: false, text: 'The state has taken it.' },
        findings: [
          {
            stage: 'schematron',
            rule: 'CT_0071',
            severity: 'WARNING',
            element: 'eDisposition.24',
            location: '/*:EMSDataSet[1]/*:Header[1]/*:PatientCareReport[1]/*:eDisposition[1]',
            message: 'A destination of a STEMI should be a hospital that was told ahead.',
          },
        ],
      },
      download: {
        method: 'GET',
        url: `https://exports.example/danbury-fire/${id}/${export_id}-${sha256}.xml`,
        expires_at: '2024-10-08T01:20:00.000Z',
      },
    },
  },
};
