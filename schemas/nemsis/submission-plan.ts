import * as z from 'zod';

/** The data sets that a plan submits. */
const PlannedSet = z.enum(['EMS', 'DEM']);
export type PlannedSet = z.infer<typeof PlannedSet>;

/** What is to be submitted: its data set, a digest of its content, and its size in bytes. */
export const Payload = z.strictObject({
  data_set: PlannedSet,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().min(1),
});
export type Payload = z.infer<typeof Payload>;

/** Who has to act next. */
export const Turn = z.enum(['medic', 'agency_admin', 'state', 'nobody']);
export type Turn = z.infer<typeof Turn>;

/**
 * Where a submission stands, for people. `exported`: the state has nothing of it, as far as is known; `submitted`: the
 * state has it, and its verdict is not known. `text` says the cause and what to do.
 */
export const SubmissionStatus = z.strictObject({
  state: z.enum(['exported', 'submitted', 'accepted', 'rejected']),
  turn: Turn,
  /** Whether trying again, with nothing changed, makes sense. */
  retry: z.boolean(),
  text: z.string(),
});
export type SubmissionStatus = z.infer<typeof SubmissionStatus>;

const instant = z.int().min(0);

/** What is tried now. */
const Step = z.discriminatedUnion('doing', [
  z.strictObject({ doing: z.literal('ask_limit') }),
  z.strictObject({ doing: z.literal('submit') }),
  z.strictObject({ doing: z.literal('poll'), handle: z.string().min(1), polls: z.int().min(0) }),
]);
export type Step = z.infer<typeof Step>;

/** A payload with what the state said of it. */
const Judged = z.strictObject({ payload: Payload, status: SubmissionStatus });

/**
 * A submission under way, small enough for a message or a row; times in milliseconds since 1970. `asked_until`: a
 * question is out, and counts as lost from then on. `failures`: of this step, one after the other.
 */
export const SubmissionPlan = z.strictObject({
  /** The payload that is tried now, then those after it. */
  queue: z.array(Payload),
  step: Step,
  failures: z.int().min(0),
  not_before: instant,
  asked_until: instant.optional(),
  limit_bytes: z.int().min(1).optional(),
  /** What the state has taken. */
  accepted: z.array(Judged),
  /** How it ended. */
  outcome: SubmissionStatus.optional(),
});
export type SubmissionPlan = z.infer<typeof SubmissionPlan>;
