import { ENV, readEnv } from '../schemas/env.ts';
import { dynamoAccessTrail } from '../store/access/dynamo-access-trail.ts';
import { dynamo } from './dynamo.ts';

const env = readEnv(ENV.pick({ ACCESS_TABLE: true }));

/** The access trail of the functions that answer with health information. */
export const accessTrail = dynamoAccessTrail(dynamo, env.ACCESS_TABLE);
