import { ConditionalCheckFailedException, TransactionConflictException } from '@aws-sdk/client-dynamodb';

/** Both ways in which DynamoDB says that somebody else was faster: the condition failed, or a write is under way. */
export const isConflict = (error: unknown): boolean =>
  error instanceof ConditionalCheckFailedException || error instanceof TransactionConflictException;
