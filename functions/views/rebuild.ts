import middy from '@middy/core';
import { project } from '../../projections/charts.ts';
import { ENV, readEnv } from '../../schemas/env.ts';
import { dynamoKeyScan } from '../../store/dynamo-key-scan.ts';
import { KEYS_A_PAGE, type ViewParts } from '../../store/views/view-parts.ts';
import { dynamo } from '../dynamo.ts';
import { store } from '../store.ts';
import { logger, observed } from '../telemetry.ts';
import { chartCopies, generationTable } from './chart-copies.ts';
import type { RebuildAnswer } from './rebuild-request.ts';
import { rebuildStep } from './rebuild-step.ts';

/** What is left of a call's time when no further page is begun: far more than a page takes. */
const SPARE_MS = 30_000;

const { EVENTS_TABLE } = readEnv(ENV.pick({ EVENTS_TABLE: true }));
const parts: ViewParts = {
  table: generationTable,
  copies: chartCopies,
  keys: dynamoKeyScan(dynamo, EVENTS_TABLE, KEYS_A_PAGE),
  store,
  project,
  now: () => new Date(),
};

/** Called by the state machine of rebuilds: one step of it, or as much of a segment as there is time for. */
export const handler = middy<unknown, RebuildAnswer>()
  .use(observed())
  .handler(async (asked, context) => {
    const answer = await rebuildStep(parts, asked, () => context.getRemainingTimeInMillis() > SPARE_MS);
    logger.info('rebuild step', { answer });
    return answer;
  });
