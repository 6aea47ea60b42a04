import * as z from 'zod';

/** A place in a DynamoDB stream: a decimal number of more digits than a double holds. */
const SequenceNumber = z.string().regex(/^\d+$/);

/** Part of a shard of a table's stream, both ends included. */
const StreamBatch = z.object({
  streamArn: z.string(),
  shardId: z.string(),
  startSequenceNumber: SequenceNumber,
  endSequenceNumber: SequenceNumber,
  batchSize: z.number().int().positive(),
  approximateArrivalOfFirstRecord: z.string(),
  approximateArrivalOfLastRecord: z.string(),
});
export type StreamBatch = z.infer<typeof StreamBatch>;

const GivenUp = z.object({
  requestContext: z.object({ condition: z.string(), approximateInvokeCount: z.number().int().optional() }),
  DDBStreamBatchInfo: StreamBatch,
});
type GivenUp = z.infer<typeof GivenUp>;

/**
 * What Lambda itself sends to a stream mapping's dead letters when it gives up a batch. It names the records and holds
 * none of them. Source: AWS Lambda, "Retain discarded records for a DynamoDB event source".
 */
export const batchTold = (body: unknown): GivenUp | undefined => GivenUp.safeParse(body).data;

/** The batch as an operator sees it. */
export const batchName = ({ DDBStreamBatchInfo: batch }: GivenUp): string =>
  `${batch.batchSize} commits of ${batch.shardId}, ${batch.startSequenceNumber} to ${batch.endSequenceNumber}`;

/** Why it was given up, in Lambda's own word, and after how many tries where it knows. */
export const batchReason = ({ requestContext: { condition, approximateInvokeCount } }: GivenUp): string =>
  approximateInvokeCount === undefined
    ? condition
    : `${condition}, after about ${approximateInvokeCount} tries`;
