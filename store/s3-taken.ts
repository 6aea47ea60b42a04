import { S3ServiceException } from '@aws-sdk/client-s3';

/** S3 says so when the key is taken, and when another writer of the same key is about to end. */
const TAKEN = [412, 409];

/** Whether a Put that refuses to overwrite was refused for that. */
export const isTaken = (error: unknown): boolean =>
  error instanceof S3ServiceException && TAKEN.includes(error.$metadata.httpStatusCode ?? 0);
