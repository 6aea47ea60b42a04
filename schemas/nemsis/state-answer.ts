import * as z from 'zod';

const XmlErrorPlace = z.strictObject({
  name: z.string(),
  line: z.int().optional(),
  column: z.int().optional(),
  xpath: z.string().optional(),
});

/** One kind of violation of the XML Schema: general messages, or the elements that have it. */
const XmlError = z.strictObject({
  description: z.string(),
  messages: z.array(z.string()),
  places: z.array(XmlErrorPlace),
});

/** A failed assertion or a fired report of a rule file, as the Schematron report language (SVRL) holds it. */
const RuleViolation = z.strictObject({
  rule: z.string(),
  role: z.string(),
  location: z.string(),
  message: z.string(),
  /** Where the national diagnostic says that the user may want to look; what is missing has its parent's location. */
  elements: z.array(z.strictObject({ name: z.string().optional(), location: z.string() })),
});

/** What a state says of data that it judged. It may quote what was submitted, so it is a patient's data. */
export const StateReport = z.strictObject({
  /** How many violations of the XML Schema there were; the report may list fewer. */
  xml_error_count: z.int().min(0),
  xml_errors: z.array(XmlError),
  rule_violations: z.array(RuleViolation),
  custom: z.array(z.strictObject({ type: z.string(), text: z.string() })),
  /** Parts that were left out because there were too many. */
  left_out: z.int().min(0),
});
export type StateReport = z.infer<typeof StateReport>;

const judged = { code: z.int(), handle: z.string(), report: StateReport.optional() };

const Refused = z.strictObject({
  kind: z.literal('refused'),
  /** `status`: a code of the service; `fault`: the service could not use the request; `http`: no service is there; `address`: nothing is sent there. */
  cause: z.enum(['status', 'fault', 'http', 'address']),
  code: z.int().optional(),
  detail: z.string(),
  report: StateReport.optional(),
});

const ServerError = z.strictObject({
  kind: z.literal('server_error'),
  cause: z.enum(['status', 'fault', 'http', 'time_limit', 'unreachable']),
  code: z.int().optional(),
  detail: z.string(),
  retry_after_s: z.int().min(0).optional(),
});

const Unreadable = z.strictObject({ kind: z.literal('unreadable'), detail: z.string() });

/** Any answer that is none. */
export const NoAnswer = z.discriminatedUnion('kind', [Refused, ServerError, Unreadable]);
export type NoAnswer = z.infer<typeof NoAnswer>;

/** The answer to data submitted, or to the question after it. `code` is the WSDL's `statusCode`. */
export const SubmissionAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('accepted'), ...judged }),
  z.strictObject({ kind: z.literal('accepted_with_findings'), ...judged }),
  z.strictObject({ kind: z.literal('pending'), code: z.int(), handle: z.string().min(1) }),
  Refused,
  ServerError,
  Unreadable,
]);
export type SubmissionAnswer = z.infer<typeof SubmissionAnswer>;

/** The answer to the question how large a payload may be, in KB of 1,024 bytes. */
export const LimitAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('limit'), kb: z.int().min(1) }),
  Refused,
  ServerError,
  Unreadable,
]);
export type LimitAnswer = z.infer<typeof LimitAnswer>;
