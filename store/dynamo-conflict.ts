import {
  ConditionalCheckFailedException,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';

/** Both ways in which DynamoDB says that somebody else was faster: the condition failed, or a write is under way. */
export const isConflict = (error: unknown): boolean =>
  error instanceof ConditionalCheckFailedException || error instanceof TransactionConflictException;

const LOST = ['None', 'ConditionalCheckFailed', 'TransactionConflict'];

/** The same of a transaction: it was cancelled, and for no other reason than that somebody else was faster. */
export const isTransactionConflict = (error: unknown): boolean =>
  error instanceof TransactionCanceledException &&
  (error.CancellationReasons ?? []).every(({ Code = '' }) => LOST.includes(Code));
