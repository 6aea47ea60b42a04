import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { BusEntry } from '../../schemas/commit.ts';
import { parsedJson } from '../../schemas/json.ts';
import { BusMessage, type Consumer, consume } from './consume.ts';

/** What is done with a batch at once; asked about one of its commits afterwards, it answers why that failed, if it did. */
export type HandleTogether = (
  told: readonly BusEntry[],
) => Promise<(entry: BusEntry) => { readonly error: unknown } | undefined>;

/**
 * Handles all readable messages of a batch at once, and then settles each by itself as `consume` does: what failed
 * comes again or becomes a dead letter, and keeps nothing else from being done.
 */
export const consumeTogether = async (
  surroundings: Omit<Consumer, 'message' | 'handle'>,
  handle: HandleTogether,
  event: SQSEvent,
): Promise<SQSBatchResponse> => {
  const read = event.Records.map(({ body }) => BusMessage.safeParse(parsedJson(body)));
  const failureOf = await handle(read.flatMap(({ data }) => (data ? [data] : [])));
  const settled: Consumer = {
    ...surroundings,
    message: BusMessage,
    async handle(entry) {
      const failure = failureOf(entry);
      if (failure) throw failure.error;
    },
  };
  return consume(settled, event);
};
