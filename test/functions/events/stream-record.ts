import { marshall } from '@aws-sdk/util-dynamodb';
import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';
import type { Commit } from '../../../schemas/commit.ts';
import type { CommitItem } from '../../../store/commit-item.ts';
import { itemFor } from '../../sample-commits.ts';

const image = (item: object) => marshall(item) as Record<string, AttributeValue>;

/** The record with which the events table's stream tells of an item, whatever is in it. */
export const itemRecord = (item: CommitItem, sequence: number): DynamoDBRecord => ({
  eventID: `event-${sequence}`,
  eventName: 'INSERT',
  eventSource: 'aws:dynamodb',
  eventSourceARN: 'arn:aws:dynamodb:us-east-1:000000000000:table/events/stream/2025-03-02T00:00:00.000',
  awsRegion: 'us-east-1',
  dynamodb: {
    Keys: image({ pk: item.pk, sk: item.sk }),
    NewImage: image(item),
    SequenceNumber: String(sequence),
    StreamViewType: 'NEW_IMAGE',
  },
});

/** The record with which the events table's stream tells of a commit. */
export const commitRecord = (commit: Commit, sequence = commit.first_version): DynamoDBRecord =>
  itemRecord(itemFor(commit), sequence);
