import * as z from 'zod';

/** Whose data a field is: each subject's data is sealed under a key of its own, so that one can be shredded alone. */
export const Subject = z.enum(['patient', 'crew']);
export type Subject = z.infer<typeof Subject>;

/** One person (or what stands for one): a chart's patient has the chart's id, a crew member the id the agency gave them. */
export const SubjectRef = z.strictObject({
  kind: Subject,
  id: z
    .string()
    .min(1)
    .max(128)
    .regex(/^[^#]*$/, 'has no #'),
});
export type SubjectRef = z.infer<typeof SubjectRef>;

/** A subject's name within a tenant, as `patient/<chart id>`. */
export const subjectName = ({ kind, id }: SubjectRef): string => `${kind}/${id}`;

/** Which of a tagged value's own fields names its subject; without one the subject is that of the stream. */
type IdOf = (value: unknown) => string;

const tags = z.registry<{ subject: Subject; idOf?: IdOf | undefined }>();

/**
 * Tags a schema as protected health information of a subject (HIPAA, 45 CFR 160.103), so that codecs, logs and tests
 * learn from the one place that defines the shape what must stay private. Returns the same schema.
 */
export const phi = <S extends z.ZodType>(subject: Subject, schema: S, idOf?: IdOf): S => {
  tags.add(schema, { subject, idOf });
  return schema;
};

/** The subject a schema is tagged with, or undefined for what may be seen by anyone who may see the stream's metadata. */
export const phiSubject = (schema: z.core.$ZodType): Subject | undefined => tags.get(schema)?.subject;

/** Whose this value of a tagged schema is; `streamId` is the subject of whatever does not name its own. */
export const subjectOf = (
  schema: z.core.$ZodType,
  value: unknown,
  streamId: string,
): SubjectRef | undefined => {
  const tag = tags.get(schema);
  return tag && { kind: tag.subject, id: tag.idOf?.(value) ?? streamId };
};
