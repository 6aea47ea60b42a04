export const STREAM_ARN =
  'arn:aws:dynamodb:us-east-1:123456789012:table/events/stream/2026-02-01T00:00:00.000';

/** What Lambda sends when it gives up the records of shard A from one sequence number to another. */
export const givenUp = (start: string, end: string) => ({
  requestContext: {
    requestId: '316aa6d0-8154-4f0e-9af7-85d5f4a6bc81',
    functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:publisher',
    condition: 'RecordAgeExceeded',
    approximateInvokeCount: 17,
  },
  responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
  version: '1.0',
  timestamp: '2026-03-01T11:00:00.000Z',
  DDBStreamBatchInfo: {
    shardId: 'A',
    startSequenceNumber: start,
    endSequenceNumber: end,
    approximateArrivalOfFirstRecord: '2026-02-28T23:00:00Z',
    approximateArrivalOfLastRecord: '2026-02-28T23:00:01Z',
    batchSize: 3,
    streamArn: STREAM_ARN,
  },
});

/** The batch alone. */
export const batchOf = (start: string, end: string) => givenUp(start, end).DDBStreamBatchInfo;
