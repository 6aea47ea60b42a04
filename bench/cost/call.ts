import type { Item } from '../store/item-bytes.ts';

/** The services that functions call on a command's way. */
export type Service = 'dynamodb' | 'sqs' | 'events' | 'kms' | 's3' | 'sockets';

/** One request of a function to AWS, as it was sent, and what DynamoDB said that it consumed. */
export interface Call {
  readonly service: Service;
  readonly operation: string;
  readonly input: unknown;
  readonly bytes: number;
  readonly write_units: number;
  readonly read_units: number;
  /** The items that it put where it was not refused. */
  readonly put: readonly { readonly table: string; readonly item: Item }[];
}

/** A request as it came over the wire. */
export interface Asked {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What is sent back. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}
