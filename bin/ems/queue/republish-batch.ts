import type { DynamoDBRecord } from 'aws-lambda';
import { type Publisher, publishRecords } from '../../../functions/events/publish-records.ts';
import type { Change, ShardReader } from '../events/shard-reader.ts';
import { type BatchEnd, readBatch } from './read-batch.ts';
import type { Resend } from './redrive.ts';
import type { StreamBatch } from './stream-batch.ts';

interface BatchSource {
  /** The stream of the events table, whose batches can be read. */
  readonly streamArn: string;
  readonly reader: ShardReader;
  readonly publisher: Publisher;
}

/** A change as the publisher is given it. */
const recordOf = ({ kind, keys, image, sequence }: Change): DynamoDBRecord =>
  ({
    eventName: kind,
    dynamodb: { Keys: keys, NewImage: image, SequenceNumber: sequence },
  }) as DynamoDBRecord;

const trimmed = ({
  approximateArrivalOfFirstRecord: first,
  approximateArrivalOfLastRecord: last,
}: StreamBatch) =>
  `the stream keeps its records for 24 hours and no longer has this batch. Its commits, made from ${first} to ${last}, ` +
  'are in the events table: look at the charts and users of that time with "ems stream show <category> <id> --tenant <id>"; ' +
  'the next commit of a chart brings its row up to date';

const refusalOf = (end: Exclude<BatchEnd, 'whole'>, batch: StreamBatch): string =>
  end === 'trimmed'
    ? trimmed(batch)
    : `the stream could not be read to ${batch.endSequenceNumber}; what was read is published, run the redrive again`;

/**
 * Publishes the commits of a batch that Lambda gave up, as the publisher would have: one that can never be published
 * becomes a dead letter of its own, so that the batch is done with whatever is in it. A fault that may pass throws.
 */
export const republishBatch =
  ({ streamArn, reader, publisher }: BatchSource) =>
  async (batch: StreamBatch): ReturnType<Resend> => {
    if (batch.streamArn !== streamArn)
      return { refused: `it is of another stream, ${batch.streamArn}; the events table has ${streamArn}` };
    const end = await readBatch(reader, batch, async (changes) => {
      await publishRecords(publisher, changes.map(recordOf));
    });
    return end === 'whole' ? 'sent' : { refused: refusalOf(end, batch) };
  };
