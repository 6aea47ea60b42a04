import type { _Record } from '@aws-sdk/client-dynamodb-streams';
import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type Shard as StreamShard,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';

/** A shard: part of a stream with an order of its own; a closed one has an end and its successors name it as parent. */
export interface Shard {
  readonly id: string;
  readonly parent: string | undefined;
  readonly closed: boolean;
}

/** Where in a shard to read: at its oldest record, behind its newest, after a record that was read, or from one on. */
export type Position = 'oldest' | 'newest' | { readonly after: string } | { readonly at: string };

/** One change of the table, as the stream tells it. */
export interface Change {
  readonly sequence: string;
  /** Whole seconds; a stream keeps no finer time. */
  readonly at: Date;
  readonly kind: string;
  readonly keys: NonNullable<NonNullable<_Record['dynamodb']>['Keys']>;
  readonly image: NonNullable<NonNullable<_Record['dynamodb']>['NewImage']>;
}

/** Changes in their order, and the iterator behind them; without one the shard is at its end. */
export interface Page {
  readonly changes: readonly Change[];
  readonly next: string | undefined;
}

/** A DynamoDB stream as its follower sees it. */
export interface ShardReader {
  shards(): Promise<readonly Shard[]>;
  /** An iterator (good for 15 minutes), or 'trimmed' when the position is older than the stream remembers (24 hours). */
  open(shard: string, position: Position): Promise<string | 'trimmed'>;
  read(iterator: string): Promise<Page | 'expired' | 'trimmed'>;
}

const shardOf = ({ ShardId = '', ParentShardId, SequenceNumberRange }: StreamShard): Shard => ({
  id: ShardId,
  parent: ParentShardId,
  closed: SequenceNumberRange?.EndingSequenceNumber !== undefined,
});

const changeOf = ({ eventName, dynamodb = {} }: _Record): Change => ({
  sequence: dynamodb.SequenceNumber ?? '',
  at: dynamodb.ApproximateCreationDateTime ?? new Date(0),
  kind: eventName ?? '',
  keys: dynamodb.Keys ?? {},
  image: dynamodb.NewImage ?? {},
});

const startOf = (position: Position) => {
  if (position === 'oldest') return { ShardIteratorType: 'TRIM_HORIZON' } as const;
  if (position === 'newest') return { ShardIteratorType: 'LATEST' } as const;
  if ('at' in position)
    return { ShardIteratorType: 'AT_SEQUENCE_NUMBER', SequenceNumber: position.at } as const;
  return { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: position.after } as const;
};

/** The two refusals that a follower answers by opening anew; any other error is the caller's. */
const lost = (error: unknown): 'expired' | 'trimmed' => {
  if (error instanceof ExpiredIteratorException) return 'expired';
  if (error instanceof TrimmedDataAccessException) return 'trimmed';
  throw error;
};

const describe = async (client: DynamoDBStreamsClient, arn: string, after: string | undefined) => {
  const command = new DescribeStreamCommand({ StreamArn: arn, ExclusiveStartShardId: after });
  const { StreamDescription } = await client.send(command);
  return { shards: StreamDescription?.Shards ?? [], last: StreamDescription?.LastEvaluatedShardId };
};

/** Reads a DynamoDB stream; `signal` ends a call that is under way. */
export const dynamoShardReader = (
  client: DynamoDBStreamsClient,
  arn: string,
  signal: AbortSignal,
): ShardReader => ({
  async shards() {
    const found: StreamShard[] = [];
    let after: string | undefined;
    do {
      const page = await describe(client, arn, after);
      found.push(...page.shards);
      after = page.last;
    } while (after !== undefined);
    return found.map(shardOf);
  },
  async open(shard, position) {
    const command = new GetShardIteratorCommand({ StreamArn: arn, ShardId: shard, ...startOf(position) });
    try {
      const { ShardIterator = '' } = await client.send(command, { abortSignal: signal });
      return ShardIterator;
    } catch (error) {
      if (lost(error) === 'trimmed') return 'trimmed';
      throw error;
    }
  },
  async read(iterator) {
    try {
      const page = await client.send(new GetRecordsCommand({ ShardIterator: iterator }), {
        abortSignal: signal,
      });
      return { changes: (page.Records ?? []).map(changeOf), next: page.NextShardIterator };
    } catch (error) {
      return lost(error);
    }
  },
});
