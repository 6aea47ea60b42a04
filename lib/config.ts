import type { Node } from 'constructs';
import * as z from 'zod';

const commaSeparated = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  )
  .or(z.array(z.string()));

const StageConfig = z.object({
  /** Names every stack, function and queue, so several stages fit in one account. */
  stage: z
    .string()
    .regex(/^[a-z][a-z0-9]{1,11}$/, 'must be 2 to 12 lower-case letters or digits, a letter first')
    .default('dev'),
  /** Origins of the frontends, for CORS of the HTTP API and of uploads; none means no browser may call. */
  allowedOrigins: commaSeparated
    .pipe(z.array(z.string().regex(/^https?:\/\/[^/\s]+$/, 'must be an origin, as https://app.example.org')))
    .default(['http://localhost:3000']),
  /** Requests a tenant may make per minute before it is answered 429. */
  ratePerMinute: z.coerce.number().int().positive().default(600),
  /** Largest request body in bytes; Lambda itself takes no more than 6 MB. */
  maxBodyBytes: z.coerce.number().int().positive().max(6_000_000).default(262_144),
  /** Requests per second that the API's stage lets through before API Gateway answers 429 itself. */
  requestsPerSecond: z.coerce.number().int().positive().default(200),
  /** Where alarms and the budget's warnings are sent; without one, or with an empty one, alarms only reach the topic. */
  alarmEmail: z
    .email()
    .or(z.literal('').transform(() => undefined))
    .optional(),
  /** Monthly budget in whole US dollars, watched where `alarmEmail` is set. */
  monthlyBudgetUsd: z.coerce.number().int().positive().default(500),
  /** Whether data outlives its stack; `destroy` is for a throw-away stage. */
  removal: z.enum(['retain', 'destroy']).default('retain'),
  /** How long the signed checkpoints of the log cannot be deleted; ten years outlast what states ask of records of care. */
  logRetentionDays: z.coerce.number().int().positive().max(36_500).default(3653),
  /** What stands before the agency in the name of its log; part of all that is signed, so chosen once. The stage's name unless said. */
  logName: z
    .string()
    .regex(/^[^\s+/]+(\/[^\s+/]+)*$/, 'must be a name without spaces or plus signs, as log.example.org')
    .optional(),
  /** Lowest level that functions log. */
  logLevel: z.enum(['DEBUG', 'INFO', 'WARN', 'ERROR']).default('INFO'),
});

/** What one stage is given, whole and checked. */
export type StageConfig = z.infer<typeof StageConfig>;

/**
 * Reads a stage's configuration from the CDK context, so that `-c stage=prod -c allowedOrigins=https://app.example.org`
 * is all that tells one deployment from another.
 *
 * @param node the CDK app's node
 * @throws when a value is out of shape, naming the context key and what it must be
 */
export function stageConfig(node: Node): StageConfig {
  const given = Object.keys(StageConfig.shape).map((key) => [key, node.tryGetContext(key)]);
  const parsed = StageConfig.safeParse(Object.fromEntries(given.filter(([, value]) => value !== undefined)));
  if (!parsed.success) {
    throw new Error(
      `The CDK context does not describe a stage; correct it in cdk.json or with -c key=value.\n${z.prettifyError(parsed.error)}`,
    );
  }
  return parsed.data;
}
