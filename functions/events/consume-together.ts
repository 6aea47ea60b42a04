import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { parsedJson } from '../../schemas/json.ts';
import { type Consumer, consume } from './consume.ts';

/** What is done with a batch at once; asked about one of its messages afterwards, it answers why that failed, if it did. */
export type HandleTogether<T> = (
  told: readonly T[],
) => Promise<(message: T) => { readonly error: unknown } | undefined>;

/**
 * Handles all readable messages of a batch at once, and then settles each by itself as `consume` does: what failed
 * comes again or becomes a dead letter, and keeps nothing else from being done.
 */
export const consumeTogether = async <T>(
  surroundings: Omit<Consumer<T>, 'handle'>,
  handle: HandleTogether<T>,
  event: SQSEvent,
): Promise<SQSBatchResponse> => {
  const read = event.Records.map(({ body }) => surroundings.message.safeParse(parsedJson(body)));
  const failureOf = await handle(read.flatMap((parsed) => (parsed.success ? [parsed.data] : [])));
  const settled: Consumer<T> = {
    ...surroundings,
    async handle(message) {
      const failure = failureOf(message);
      if (failure) throw failure.error;
    },
  };
  return consume(settled, event);
};
