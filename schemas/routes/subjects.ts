import * as z from 'zod';
import { SubjectRef } from '../phi.ts';
import { Version } from '../stream.ts';
import { DestructionReason } from '../subject.ts';
import { IdempotencyKey, route } from './route.ts';

export const destroySubject = route({
  operation: 'destroySubject',
  method: 'POST',
  path: '/v1/subjects/{kind}/{id}/destruction',
  tag: 'subjects',
  summary:
    "Destroy a person's key, so that all that was ever stored of them is unreadable for ever; the patient of a chart has its id",
  access: ['admin'],
  params: SubjectRef,
  headers: z.looseObject({ 'idempotency-key': IdempotencyKey.optional() }),
  body: z.strictObject({ reason: DestructionReason }),
  answer: z.strictObject({ ...SubjectRef.shape, version: Version }).meta({ id: 'SubjectDestroyed' }),
  errors: ['NOT_FOUND', 'VERSION_CONFLICT', 'PAYLOAD_TOO_LARGE'],
});
