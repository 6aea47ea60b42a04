/**
 * Starts one bundle as Lambda would and calls it once; run in a fresh process, with nothing imported besides.
 *
 *   node start-once.mjs <bundle> <event as JSON>
 *
 * Prints one line of JSON on descriptor 3: milliseconds of the import and of the call, and the answer's status code; 500
 * where the call failed, whose fault is printed, too.
 */
import { writeSync } from 'node:fs';

const CONTEXT = {
  functionName: 'bench',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:bench',
  memoryLimitInMB: '1024',
  awsRequestId: '00000000-0000-4000-8000-000000000000',
  callbackWaitsForEmptyEventLoop: true,
  getRemainingTimeInMillis: () => 10_000,
};

const [bundle, event] = process.argv.slice(2);
const began = performance.now();
const { handler } = await import(bundle);
const imported = performance.now();
const answer = await Promise.resolve(handler(JSON.parse(event), CONTEXT)).catch((error) => ({
  error,
  statusCode: 500,
}));
const called = performance.now();
if (answer?.error) console.error(answer.error);

writeSync(
  3,
  JSON.stringify({
    import_ms: imported - began,
    call_ms: called - imported,
    status: answer?.statusCode ?? 0,
  }),
);
process.exit(0);
