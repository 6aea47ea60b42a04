import * as z from 'zod';
import { phi } from '../phi.ts';

/** A NEMSIS 3.5 code: seven digits, labelled by the dictionary. */
export const NemsisCode = z
  .string()
  .regex(/^\d{7}$/, 'a NEMSIS code has seven digits')
  .meta({ description: 'NEMSIS code', example: '2205001' });

/** An ICD-10-CM code as NEMSIS takes it, with its dot. */
export const Icd10Code = z
  .string()
  .regex(/^[A-Z][0-9][0-9A-Z](\.[0-9A-Z]{1,4})?$/, 'an ICD-10-CM code looks like F10.92')
  .meta({ description: 'ICD-10-CM code', example: 'F10.92' });

/** A SNOMED CT concept id. */
export const SnomedCode = z
  .string()
  .regex(/^\d{6,18}$/, 'a SNOMED CT id has 6 to 18 digits')
  .meta({ description: 'SNOMED CT code', example: '182777000' });

/** An RxNorm concept id (RxCUI). */
export const RxnormCode = z
  .string()
  .regex(/^\d{2,8}$/, 'an RxNorm id has 2 to 8 digits')
  .meta({ description: 'RxNorm code', example: '1191250' });

/** One line of free text: well-formed Unicode without control characters. */
export const Text = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'no control characters, no broken Unicode');

/** Free text of several lines. */
export const Lines = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(
      /^(?:[\n\r\t]|[^\p{Cc}\p{Cs}])*$/u,
      'no control characters but line ends and tabs, no broken Unicode',
    );

/** Several of a thing, in the client's order. */
export const Several = <S extends z.ZodType>(item: S) => z.array(item).min(1).max(50);

/** Why something was taken back; medics explain with the patient in mind, so it is the patient's. */
export const Reason = phi('patient', Text(1000));
