import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import type { CommitItem } from '../../store/commit-item.ts';
import { segmentOf } from '../../store/segment-of.ts';
import type { Stage } from '../functions/container.ts';
import type { Pool } from '../functions/pool.ts';

/** What a function does with a batch of a stream. */
export type Following = (records: readonly DynamoDBRecord[]) => Promise<unknown>;

/** The stream of a table: its changes, shard by shard, in their order, for a day. */
export interface Stream {
  append(item: CommitItem): void;
  /** Holds the function back, as an outage does, or lets it go on. */
  hold(isHeld: boolean): void;
  /** How many changes were forgotten before the function was told of them. */
  readonly forgotten: number;
}

interface Change {
  readonly at: number;
  readonly sequence: number;
  readonly item: CommitItem;
}
interface Shard {
  readonly changes: Change[];
  isFollowed: boolean;
}

const SHARDS = 3;
const RETENTION_MS = 24 * 3_600_000;
const LARGEST_BATCH = 6;
const LONGEST_DELAY_MS = 600;
const LONGEST_RETRY_MS = 4_000;

// Sound: both types name the same wire form, binary apart, and a commit has none.
const image = (item: object) =>
  marshall(item) as NonNullable<DynamoDBRecord['dynamodb']>['NewImage'] & object;

const recordOf = ({ item, sequence }: Change): DynamoDBRecord => ({
  eventID: `event-${sequence}`,
  eventName: 'INSERT',
  eventSource: 'aws:dynamodb',
  awsRegion: 'us-east-1',
  dynamodb: {
    Keys: image({ pk: item.pk, sk: item.sk }),
    NewImage: image(item),
    SequenceNumber: String(sequence),
    StreamViewType: 'NEW_IMAGE',
  },
});

/** A stream with the function that follows it: a batch that fails is told again, and holds up its shard. */
export const stream = ({ random, scheduler, history }: Stage, pool: Pool<Following>): Stream => {
  const shards: Shard[] = Array.from({ length: SHARDS }, () => ({ changes: [], isFollowed: false }));
  let sequence = 0;
  let isHeld = false;
  let forgotten = 0;

  const forget = ({ changes }: Shard): void => {
    const old = changes.filter(({ at }) => at < scheduler.now() - RETENTION_MS).length;
    if (old === 0) return;
    forgotten += old;
    history.note(
      'stream',
      `forgets ${old} changes`,
      changes.splice(0, old).map(({ item }) => item),
    );
  };
  const tell = async (shard: Shard): Promise<void> => {
    const batch = shard.changes.slice(0, random.between(1, LARGEST_BATCH));
    const told = batch.map(({ item: { pk, sk } }) => `${pk} ${sk}`).join(', ');
    const outcome = await pool.call(`stream ${told}`, (follow) => follow(batch.map(recordOf)));
    if (outcome.kind === 'answered') shard.changes.splice(0, batch.length);
    shard.isFollowed = false;
    follow(shard, outcome.kind === 'answered' ? LONGEST_DELAY_MS : LONGEST_RETRY_MS);
  };
  const follow = (shard: Shard, delay: number): void => {
    if (shard.isFollowed) return;
    shard.isFollowed = true;
    scheduler.after(random.below(delay), () => {
      forget(shard);
      if (!isHeld && shard.changes.length > 0) void tell(shard);
      else shard.isFollowed = false;
    });
  };
  return {
    append(item) {
      sequence += 1;
      const shard = shards[segmentOf(item.pk, SHARDS)];
      if (!shard) return;
      shard.changes.push({ at: scheduler.now(), sequence, item });
      follow(shard, LONGEST_DELAY_MS);
    },
    hold(held) {
      isHeld = held;
      for (const shard of shards) follow(shard, LONGEST_DELAY_MS);
    },
    get forgotten() {
      return forgotten;
    },
  };
};
