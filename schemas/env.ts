import * as z from 'zod';

const text = z.string().min(1);
const count = z.coerce.number().int().min(1);

/** Every environment variable a function may read, and its form. Which function gets which is the stacks' part. */
export const ENV = z.object({
  EVENTS_TABLE: text,
  VIEWS_TABLE: text,
  EPHEMERAL_TABLE: text,
  ACCESS_TABLE: text,
  FEED_TABLE: text,
  ATTACHMENTS_BUCKET: text,
  EXPORTS_BUCKET: text,
  LOG_BUCKET: text,
  LOG_KEY: text,
  LOG_NAME: text,
  ARCHIVE_BUCKET: text,
  /** What the secrets of agencies' accounts at their states are called before the agency, and the key beneath them. */
  STATE_ACCOUNTS: text,
  STATE_ACCOUNTS_KEY: text,
  KEYS_TABLE: text,
  MASTER_KEY: text,
  BUS_NAME: text,
  DEAD_LETTER_QUEUE_URL: z.url(),
  PUSHES_QUEUE_URL: z.url(),
  /** The queue that a consumer is fed by, where it sends itself a message for later. */
  OWN_QUEUE_URL: z.url(),
  ARCHIVE_QUEUE_URL: z.url(),
  MAX_RECEIVES: count,
  USER_POOL_ID: text,
  USER_POOL_CLIENT_ID: text,
  CONNECTIONS_ENDPOINT: z.url(),
  WEBSOCKET_URL: z.url(),
  RATE_PER_MINUTE: count,
  MAX_BODY_BYTES: count,
  /** Set by Lambda itself. */
  AWS_REGION: text,
  /** Where AWS is, when it is the local engine, which is on the functions' own machine; the SDK's own variable. */
  AWS_ENDPOINT_URL: z.url().optional(),
  /** Where S3 is, when it is not AWS's own; the SDK's own variable. */
  AWS_ENDPOINT_URL_S3: z.url().optional(),
});
/**
 * Reads the picked variables once, at start, so that a wrongly deployed function fails at its first breath and says
 * which variable is missing or malformed: `readEnv(ENV.pick({ EVENTS_TABLE: true }))`.
 */
export const readEnv = <S extends z.ZodObject>(picked: S): z.output<S> => {
  const read = picked.safeParse(process.env);
  if (read.success) return read.data;
  const wrong = read.error.issues.map((issue) => `${issue.path.join('.')} (${issue.message})`).join(', ');
  throw new Error(`The environment of this function is not complete: ${wrong}. Check its construct in lib/.`);
};
