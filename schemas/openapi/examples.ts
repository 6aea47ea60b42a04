import type { ErrorCode } from '../error.ts';

interface Example {
  readonly body?: object;
  readonly answer?: object;
}

const id = '8f14e45f-ceea-467f-9d2c-3b1f6a7c0e55';
const incident_id = '2c7b2d1e-5a0f-5d0a-9a53-0d4c1c9a7b10';
const vital_id = 'b5f0c0de-7d53-5c1a-8f0e-6f2a4f7f1a01';
const intervention_id = 'c81e728d-9d4c-5f63-a067-7f89cc14862c';
const signature_id = 'eccbc87e-4b5c-5e2f-a283-08fd9f2a7baf';
const attachment_id = 'a87ff679-a2f3-571d-9181-a67b7542122c';
const user_id = '1679091c-5a88-4faf-8fb5-e6087eb1b2dc';
const sha256 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const email = 'j.rivera@danbury-fire.example';
const session = 'AYABeC1-y8qooiuysEv0uM4wAqQAHQABAAdTZXJ2aWNl';

const facts = {
  id,
  status: 'in_progress',
  incident_number: '351-24.46512',
  incident_id,
  date: '2024-10-08T00:25:53.000Z',
  opened_at: '2024-10-08T00:26:10.000Z',
  opened_by: user_id,
};
const updated_at = '2024-10-08T01:12:40.000Z';
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
const upload = (file: string, content_type: string) => ({
  method: 'PUT',
  url: `https://attachments.example/danbury-fire/${id}/${file}`,
  headers: { 'content-type': content_type },
  expires_at: '2024-10-08T01:20:00.000Z',
});
const tokens = {
  access_token: 'eyJraWQiOiJhY2Nlc3Mi.eyJ0b2tlbl91c2UiOiJhY2Nlc3Mi.c2lnbmF0dXJl',
  id_token: 'eyJraWQiOiJpZCI.eyJ0b2tlbl91c2UiOiJpZCI.c2lnbmF0dXJl',
  refresh_token: 'eyJjdHkiOiJKV1Qi.cmVmcmVzaA.c2lnbmF0dXJl',
  expires_in: 1800,
  token_type: 'Bearer',
};
const ticket = 'danbury-fire.Zk3q9sVb1xTq0hJ8mN5rYw2uPcLd7aEfG4iKo6tRvX8';
const trace_id = '1-67048f61-3f2a9c0d5b7e4a1880c6d2e4';
const origin = 'log.example.org/danbury-fire';
const root = 'GD1nGKkT6EBRUKrLGU3pe6LJGSv2wNdh1/TH/j3d3yY=';
const checkpoint = {
  note: `${origin}\n3\n${root}\n\n— ${origin} BxvkmSUYMO0uw0DeVadvrWOTwiQaDBqJ9yyDuyJNkfXNKwlxtJ1DbmEJSdn8f6Yejv0Amj7k6k3D5P/QRHeZURt/oAk=\n`,
  key: `${origin}+071be499+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c`,
  origin,
  size: 3,
  root,
};
/** The hash of the last of the three entries, which completes both proofs. */
const third = 'c52JKszuNxSJ3Lz18Aas+T5P43FDQhJn26grjAtVNQg=';
const written = (version: number) => ({ id, version });

/** A body and an answer of each operation, by its name. The people and the incident are made up. */
export const EXAMPLES: Readonly<Record<string, Example>> = {
  signIn: { body: { email, password: 'correct horse battery staple' }, answer: tokens },
  answerChallenge: {
    body: { challenge: 'SOFTWARE_TOKEN_MFA', email, session, code: '492039' },
    answer: tokens,
  },
  refreshTokens: { body: { refresh_token: tokens.refresh_token }, answer: tokens },
  signOut: { body: { refresh_token: tokens.refresh_token } },
  unlockUser: { answer: { id: user_id, version: 7 } },
  destroySubject: {
    body: { reason: 'Request 2024-117 under the agency’s retention schedule.' },
    answer: { kind: 'patient', id, version: 1 },
  },
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
  changeChartStatus: {
    body: { version: 12, to: 'ready_for_review' },
    answer: { ...written(13), status: 'ready_for_review' },
  },
  getChart: {
    answer: {
      ...facts,
      version: 12,
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
    },
  },
  listCharts: { answer: { items: [{ ...facts, unit_call_sign: 'M7' }], next_cursor: null } },
  getStreamHistory: {
    answer: {
      category: 'chart',
      id,
      version: 13,
      items: [
        {
          first_version: 8,
          version: 8,
          time: updated_at,
          actor: { user_id, role: 'ems' },
          command_id: 'd3d94468-02a4-5259-b55d-38e6d163e820',
          correlation_id: trace_id,
          causation_id: 'K3pQ2g1yIAMEVzQ=',
          source_ip: '203.0.113.14',
          hash: '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
          events: [
            {
              version: 8,
              type: 'chart.vitals_corrected',
              schema_version: 1,
              data: { vital_id, changes: { systolic: 136 } },
              changes: [{ path: `/vitals/${vital_id}/vitals/systolic`, before: 138, after: 136 }],
            },
          ],
        },
      ],
      next_after: 8,
    },
  },
  verifyStream: { answer: { ok: true, versions: 13 } },
  listAccess: {
    answer: {
      items: [
        {
          time: '2024-10-09T14:02:11.000Z',
          actor: { user_id, role: 'billing' },
          purpose: 'HPAYMT',
          subject: `patient/${id}`,
          operation: 'getChart',
          request_id: 'K3tY7hPuoAMEJ8g=',
          trace_id,
        },
      ],
      next_cursor: null,
    },
  },
  getCheckpoint: { answer: checkpoint },
  writeCheckpoint: { answer: checkpoint },
  proveInclusion: {
    answer: {
      seq: 1,
      size: 3,
      entry: {
        stream: `danbury-fire#chart#${id}`,
        first_version: 1,
        version: 2,
        hash: 'PiPoFgA5WUoziU9lZOGxNIu9egCI1CxKy3PurtWcAJ0=',
      },
      leaf_hash: 'h5bMSKdDUj1iGkolBkkBB2I7ZqziNhX9GZTeTVuFKL0=',
      proof: ['2AyP3/q7b6/W6hPiZtlYi0UYtAMhSr97ZR1PxRf2KA4=', third],
    },
  },
  proveConsistency: { answer: { from: 2, to: 3, proof: [third] } },
  listEvents: {
    answer: {
      items: [
        {
          seq: 5021,
          category: 'chart',
          id,
          first_version: 12,
          version: 12,
          time: updated_at,
          actor: { user_id, role: 'ems' },
          events: [{ type: 'chart.attachment_added', schema_version: 1 }],
          hash: 'n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=',
          type: ['incident.updated'],
        },
      ],
      next_after: 5021,
    },
  },
  issueTicket: {
    answer: {
      ticket,
      url: `wss://push.example/live?ticket=${ticket}`,
      expires_at: '2024-10-08T00:27:10.000Z',
    },
  },
  getHealth: { answer: { status: 'ok' } },
  getEventDocument: { answer: { asyncapi: '3.0.0' } },
};

/** What stands in `details` of an error, for the codes that have something to say there. */
export const ERROR_DETAILS: Readonly<Partial<Record<ErrorCode, object>>> = {
  VALIDATION_FAILED: {
    issues: [{ path: 'body.version', message: 'Invalid input: expected number, received string' }],
  },
  FORBIDDEN: { roles: ['ems', 'admin'] },
  VERSION_CONFLICT: { server_version: 13, updated_at },
  PAYLOAD_TOO_LARGE: { bytes: 300_000, max_bytes: 262_144 },
  RATE_LIMITED: { limit_per_minute: 600 },
};
