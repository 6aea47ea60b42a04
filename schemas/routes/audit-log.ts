import * as z from 'zod';
import { Hash } from '../commit.ts';
import { EvidenceEntry } from '../evidence.ts';
import type { Role } from '../identity.ts';
import { Seq } from '../stream.ts';
import { route } from './route.ts';

const AUDITORS: readonly Role[] = ['auditor', 'admin'];
const audit = { tag: 'audit', access: AUDITORS } as const;
const path = '/v1/audit/checkpoint';

const size = z.int().min(0).meta({ description: 'How many entries of the log are counted' });
const asked = z.coerce.number().int().max(Number.MAX_SAFE_INTEGER);
const Proof = z
  .array(Hash)
  .readonly()
  .meta({ description: 'The hashes of RFC 6962 (2.1.1, 2.1.2), in its order' });

/** What the service has committed itself to, and whom to check it against. */
export const LogCheckpoint = z
  .strictObject({
    note: z.string().meta({ description: 'The signed checkpoint (C2SP tlog-checkpoint); keep it as it is' }),
    key: z.string().meta({ description: "The log's verifier key (C2SP signed-note); keep it apart from us" }),
    origin: z.string(),
    size,
    root: Hash,
  })
  .meta({ id: 'LogCheckpoint' });
export type LogCheckpoint = z.infer<typeof LogCheckpoint>;

export const getCheckpoint = route({
  ...audit,
  operation: 'getCheckpoint',
  method: 'GET',
  path,
  summary: "Read the newest signed checkpoint of the agency's log, and the key to check it with",
  answer: LogCheckpoint,
  errors: ['NOT_FOUND'],
});

export const writeCheckpoint = route({
  ...audit,
  operation: 'writeCheckpoint',
  method: 'POST',
  path,
  summary: "Sign the agency's log as it is now; the newest checkpoint again when nothing is new",
  answer: LogCheckpoint,
});

export const proveInclusion = route({
  ...audit,
  operation: 'proveInclusion',
  method: 'GET',
  path: '/v1/audit/proofs/inclusion',
  summary: 'Prove that one commit is in the log that a checkpoint counts',
  query: z.strictObject({
    seq: asked.min(0).meta({ description: 'Which entry; the first is 0' }),
    size: asked
      .min(1)
      .optional()
      .meta({ description: 'The size of your checkpoint; of the newest unless given' }),
  }),
  answer: z
    .strictObject({
      seq: Seq,
      size,
      entry: EvidenceEntry.omit({ seq: true }).meta({ id: 'LogEntry' }),
      leaf_hash: Hash.meta({
        description: 'What the proof begins with: SHA-256 over 0x00 and the entry as text',
      }),
      proof: Proof,
    })
    .meta({ id: 'InclusionProof' }),
  errors: ['NOT_FOUND'],
});

export const proveConsistency = route({
  ...audit,
  operation: 'proveConsistency',
  method: 'GET',
  path: '/v1/audit/proofs/consistency',
  summary: "Prove that a later checkpoint's log begins with all of an earlier one's",
  query: z.strictObject({
    from: asked.min(0).meta({ description: 'The size of the earlier checkpoint' }),
    to: asked
      .min(0)
      .optional()
      .meta({ description: 'The size of the later one; of the newest unless given' }),
  }),
  answer: z.strictObject({ from: size, to: size, proof: Proof }).meta({ id: 'ConsistencyProof' }),
  errors: ['NOT_FOUND'],
});
