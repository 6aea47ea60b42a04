import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Stage } from '../functions/container.ts';
import type { Pool } from '../functions/pool.ts';
import type { Queue } from './queue.ts';

/** What a consumer's function does with a batch. */
export type Consuming = (event: SQSEvent) => Promise<SQSBatchResponse>;

const LARGEST_BATCH = 5;
/** How long messages are waited for before a batch is called complete. */
const LONGEST_WINDOW_MS = 400;

/**
 * Has a function consume a queue, as Lambda does: some messages a call, as many calls at once as there are containers;
 * what a call did not name as failed is removed; where the call itself fails, or is lost, all of it comes again.
 */
export const mapped = (
  stage: Stage,
  queue: Queue,
  { calls, pool }: { calls: number; pool: Pool<Consuming> },
) => {
  let running = 0;
  const settle = (event: SQSEvent, { batchItemFailures }: SQSBatchResponse): void => {
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    for (const { messageId } of event.Records) if (!failed.has(messageId)) queue.remove(messageId);
  };
  const deliver = async (event: SQSEvent): Promise<void> => {
    running += 1;
    const ids = event.Records.map(({ messageId }) => messageId).join(' ');
    const outcome = await pool.call(`${queue.name} ${ids}`, (handle) => handle(event));
    if (outcome.kind === 'answered') settle(event, outcome.value);
    running -= 1;
    poll();
  };
  const poll = (): void =>
    stage.scheduler.after(stage.random.below(LONGEST_WINDOW_MS), () => {
      if (running >= calls) return;
      const Records = [...queue.receive(stage.random.between(1, LARGEST_BATCH))];
      if (Records.length > 0) void deliver({ Records });
    });
  queue.listen(poll);
};
