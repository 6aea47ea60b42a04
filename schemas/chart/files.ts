import * as z from 'zod';
import { Moment } from '../instant.ts';
import { phi } from '../phi.ts';
import { NemsisCode, Text } from './codes.ts';

/** What a client declares of a file before it uploads it; the presigned upload accepts exactly these bytes. */
export const FileFacts = z.strictObject({
  content_type: z.enum(['image/png', 'image/jpeg', 'application/pdf', 'text/plain', 'audio/mpeg']),
  size_bytes: z.int().min(1).max(25_000_000),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'SHA-256 in lower-case hex'),
});

/** eOther signatures: who signed what, when; the drawn signature is an uploaded image. */
export const Signature = phi(
  'patient',
  FileFacts.extend({
    signer_role: NemsisCode,
    signer_name: Text(120).optional(),
    reasons: z.array(NemsisCode).min(1).max(10),
    signed_at: Moment,
  }),
);
export type Signature = z.infer<typeof Signature>;

/** A document that belongs to the chart: a photo, an ECG strip, a form. */
export const Attachment = phi(
  'patient',
  FileFacts.extend({ name: Text(255), document_type: NemsisCode.optional() }),
);
export type Attachment = z.infer<typeof Attachment>;
