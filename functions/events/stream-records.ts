import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import * as z from 'zod';
import type { BusEntry } from '../../schemas/commit.ts';
import { readItem } from '../../store/sealed-commit.ts';
import { reasonOf } from './dead-letters.ts';
import { busEntryOf } from './publish.ts';

/** Names a commit in the events table: what a dead letter of the publisher holds, and what a redrive starts from. */
export const CommitKey = z.looseObject({ pk: z.string(), sk: z.number() });

/** What a stream record came to: an entry for the bus, or the reason why it cannot be one. Both know their commit. */
export type ReadRecord = { readonly key: string } & (
  | { readonly entry: BusEntry }
  | { readonly reason: string }
);

type Image = NonNullable<DynamoDBRecord['dynamodb']>['NewImage'];

/** A record's image as a plain object. The cast is sound: both types name the same wire form, binary apart, and a commit has none. */
const plain = (image: Image) => unmarshall((image ?? {}) as Record<string, AttributeValue>);

const keyOf = (record: DynamoDBRecord): string => {
  const { pk, sk } = plain(record.dynamodb?.Keys);
  return JSON.stringify({ pk, sk, sequence_number: record.dynamodb?.SequenceNumber });
};

/** Reads one record of the events table's stream. Commits are only ever inserted: every other change is an alarm. */
export const readRecord = (record: DynamoDBRecord): ReadRecord => {
  const key = keyOf(record);
  if (record.eventName !== 'INSERT') return { key, reason: `a commit was changed: ${record.eventName}` };
  try {
    return {
      key,
      entry: busEntryOf(readItem(plain(record.dynamodb?.NewImage))),
    };
  } catch (error) {
    return { key, reason: reasonOf(error) };
  }
};
