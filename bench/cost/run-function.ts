/**
 * Runs one function as a warm Lambda container would: imported once, called once for each message of its parent.
 *
 *   fork('run-function.ts', ['<module of the handler>'])   message {event} → message {result, ms}
 */
import { pathToFileURL } from 'node:url';
import * as z from 'zod';

const Module = z.looseObject({
  handler: z.custom<(event: unknown, context: unknown) => Promise<unknown>>(
    (value) => typeof value === 'function',
  ),
});
const Message = z.object({ event: z.unknown() });

const CONTEXT = {
  functionName: 'bench',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:bench',
  memoryLimitInMB: '1024',
  awsRequestId: '00000000-0000-4000-8000-000000000000',
  callbackWaitsForEmptyEventLoop: true,
  getRemainingTimeInMillis: () => 10_000,
};

const { handler } = Module.parse(await import(pathToFileURL(process.argv[2] ?? '').href));

process.on('message', async (message) => {
  const { event } = Message.parse(message);
  const began = performance.now();
  const result = await handler(event, CONTEXT);
  process.send?.({ result: result ?? null, ms: performance.now() - began });
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
