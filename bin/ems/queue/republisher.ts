import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { eventBridgeBus } from '../../../functions/events/bus.ts';
import { sqsDeadLetters } from '../../../functions/events/dead-letters.ts';
import { parsedJson } from '../../../schemas/json.ts';
import { dynamoCommitTable } from '../../../store/dynamo-commit-table.ts';
import { dynamoShardReader } from '../events/shard-reader.ts';
import { outputOf, type Target } from '../target.ts';
import type { Resend } from './redrive.ts';
import { republishBatch } from './republish-batch.ts';
import { republish } from './resend.ts';
import { batchTold, type StreamBatch } from './stream-batch.ts';

/** A batch is read in far less; a call that hangs shall not hold an operator. */
const READ_MS = 10 * 60 * 1000;

/** The way back of one letter by its form: a batch of the stream that Lambda gave up, or one commit's key. */
export const byForm =
  (batch: (given: StreamBatch) => ReturnType<Resend>, commit: Resend): Resend =>
  (letter) => {
    const told = batchTold(parsedJson(letter.body));
    return told ? batch(told.DDBStreamBatchInfo) : commit(letter);
  };

/** The publisher's way back, on a target. */
export const republisher = (target: Target, sqs: SQSClient): Resend => {
  const bus = eventBridgeBus(new EventBridgeClient(target.client), outputOf(target, 'BusName'));
  const table = dynamoCommitTable(new DynamoDBClient(target.client), outputOf(target, 'EventsTable'));
  const streamArn = outputOf(target, 'EventsStreamArn');
  const streams = new DynamoDBStreamsClient(target.client);
  const deadLetters = sqsDeadLetters(sqs, outputOf(target, 'PublisherDeadLetterQueueUrl'));
  const batch = (given: StreamBatch) => {
    const reader = dynamoShardReader(streams, streamArn, AbortSignal.timeout(READ_MS));
    return republishBatch({ streamArn, reader, publisher: { bus, deadLetters } })(given);
  };
  return byForm(batch, republish(table, bus));
};
