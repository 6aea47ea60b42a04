import { ENV, readEnv } from '../../schemas/env.ts';
import { dynamoPermitTable, rateLimit } from '../../store/rate-limit.ts';
import { dynamo } from '../dynamo.ts';
import type { Limits } from './endpoint.ts';

const env = readEnv(ENV.pick({ EPHEMERAL_TABLE: true, RATE_PER_MINUTE: true, MAX_BODY_BYTES: true }));

/** The limits of this stage: body size, and requests a minute for each tenant or address. */
export const limits: Limits = {
  maxBodyBytes: env.MAX_BODY_BYTES,
  permit: rateLimit(dynamoPermitTable(dynamo, env.EPHEMERAL_TABLE), env.RATE_PER_MINUTE),
};
