import * as z from 'zod';
import { Role, UserId } from './identity.ts';
import { Instant } from './instant.ts';
import { Subject } from './phi.ts';
import { Category } from './stream.ts';

/** Why health information is read: HL7's codes of PurposeOfUse (code system v3-ActReason), as far as an agency has a use for them. */
export const Purpose = z
  .enum([
    'TREAT',
    'ETREAT',
    'COC',
    'HPAYMT',
    'HOPERAT',
    'HQUALIMP',
    'HCOMPL',
    'HLEGAL',
    'PUBHLTH',
    'HRESCH',
    'PATRQT',
  ])
  .meta({ description: 'Why it is read, as a code of HL7 PurposeOfUse (v3-ActReason)' });
export type Purpose = z.infer<typeof Purpose>;

/** What a reader who names no purpose reads for, by role. */
export const PURPOSE_OF_ROLE: Readonly<Record<Role, Purpose>> = {
  ems: 'TREAT',
  billing: 'HPAYMT',
  admin: 'HOPERAT',
  founder: 'HOPERAT',
  auditor: 'HOPERAT',
  vendor: 'HOPERAT',
};

/** The header in which a reader says what for; whoever says nothing reads for what their role is there for. */
export const PurposeHeaders = z.looseObject({
  'purpose-of-use': Purpose.optional().meta({
    description:
      'Why it is read (HL7 PurposeOfUse), kept in the access trail; by default what the role reads for: ' +
      Object.entries(PURPOSE_OF_ROLE)
        .map(([role, purpose]) => `\`${role}\` ${purpose}`)
        .join(', '),
  }),
});

/** Whom or what a read was about: a person, or a stream that is about nobody's health. */
const AccessKind = z.enum([...Subject.options, ...Category.exclude(['chart']).options]);

/** The name under which reads are found again: `patient/<chart id>`, `crew/<crew id>`, `user/<user id>`. */
export const AccessSubject = z
  .string()
  .regex(new RegExp(`^(?:${AccessKind.options.join('|')})/[\\s\\S]{1,128}$`), 'a kind, a slash and an id')
  .meta({
    description: `Whom it was about: \`patient/\` with the chart's id, or ${AccessKind.options
      .filter((kind) => kind !== 'patient')
      .map((kind) => `\`${kind}/\``)
      .join(', ')} with its own`,
    example: 'patient/8f14e45f-ceea-467f-9d2c-3b1f6a7c0e55',
  });

/** One read, as the access trail keeps it: who, about whom, what for, by which operation, when. Nothing of what was read. */
export const Access = z.strictObject({
  time: Instant,
  actor: z.strictObject({ user_id: UserId, role: Role }),
  purpose: Purpose,
  subject: AccessSubject,
  operation: z.string().min(1).max(64).meta({ description: 'The operation of this API' }),
  request_id: z
    .string()
    .regex(/^[^#]{1,128}$/, '1 to 128 characters, no #')
    .meta({ description: "Under this id the API's access log has the address it was asked from" }),
  trace_id: z.string().min(1).max(128),
});
export type Access = z.infer<typeof Access>;
