import { Tracer } from '@aws-lambda-powertools/tracer';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import middy from '@middy/core';
import { handler } from '../functions/commands/charts.ts';
import { CONTEXT, callsOf, openScene, playScene } from './phi-scene.ts';
import { markedEdits } from './phi-writes.ts';

/*
 * Run as a process of its own in the environment that Lambda gives a function, since that is read while the tracer is
 * loaded: the deployed function writes a chart in every way, the first writes to a table that fails.
 */
const call = callsOf(handler);
await openScene(call);
const edits = markedEdits().filter(({ needs, follows }) => needs === undefined && !follows);
const failed = [];
for (const { key, asks } of edits) failed.push(await call(key, { body: { version: 1, ...asks } }));
const { answers, marks } = await playScene(call);

const planted = 'Zebedee planted by the test';
const tracer = new Tracer();
await middy()
  .use(captureLambdaHandler(tracer))
  .handler(async () => tracer.putMetadata('planted', planted))({}, CONTEXT);

process.send?.({
  failed: failed.map(({ status }) => status),
  statuses: answers.map(({ status }) => status),
  marks: [...marks, ...edits.flatMap((edit) => edit.marks)],
  planted,
});
process.disconnect();
