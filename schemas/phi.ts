import * as z from 'zod';

/** Whose data a field is: each subject's data is sealed under a key of its own, so that one can be shredded alone. */
export const Subject = z.enum(['patient', 'crew']);
export type Subject = z.infer<typeof Subject>;

const tags = z.registry<{ subject: Subject }>();

/**
 * Tags a schema as protected health information of a subject (HIPAA, 45 CFR 160.103), so that codecs, logs and tests
 * learn from the one place that defines the shape what must stay private. Returns the same schema.
 */
export const phi = <S extends z.ZodType>(subject: Subject, schema: S): S => {
  tags.add(schema, { subject });
  return schema;
};

/** The subject a schema is tagged with, or undefined for what may be seen by anyone who may see the stream's metadata. */
export const phiSubject = (schema: z.core.$ZodType): Subject | undefined => tags.get(schema)?.subject;
