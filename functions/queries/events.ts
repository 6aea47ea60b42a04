import { ENV, readEnv } from '../../schemas/env.ts';
import { dynamoFeedTable } from '../../store/feed/dynamo-feed-table.ts';
import { feed } from '../../store/feed/feed.ts';
import { dynamo } from '../dynamo.ts';
import { api } from '../http/api.ts';
import { limits } from '../http/limits.ts';
import { feedEndpoints } from './feed-endpoints.ts';

const env = readEnv(ENV.pick({ FEED_TABLE: true }));

/** Everything that reads the feed. */
export const handler = api(feedEndpoints(feed(dynamoFeedTable(dynamo, env.FEED_TABLE))), limits);
