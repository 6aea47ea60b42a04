import { type Examples, id, updated_at, user_id, vital_id } from './example.ts';

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

/** Examples of what auditors read. */
export const AUDIT_EXAMPLES: Examples = {
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
};
