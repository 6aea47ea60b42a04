import { randomBytes } from 'node:crypto';
import {
  DeleteRuleCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { BusEntry } from '../../schemas/commit.ts';
import type { Target } from './target.ts';

/** A queue of the measurement's own on the bus: a commit is there when stream, publisher, bus and queue are behind it. */
export interface BusQueue {
  /** When each commit arrived, by chart and version, on the clock of `performance.now()`. */
  readonly arrivals: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

const Envelope = z.object({ detail: BusEntry });

const made = async (sqs: SQSClient, name: string) => {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
  const answer = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
  return { QueueUrl, Arn: answer.Attributes?.['QueueArn'] };
};

/** Each message says itself when the bus put it into the queue, so it does not matter when it is received. */
const listen = async (
  sqs: SQSClient,
  QueueUrl: string | undefined,
  told: (entry: BusEntry, sent: number) => void,
) => {
  const stop = new AbortController();
  const poll = async () => {
    while (!stop.signal.aborted) {
      const ask = new ReceiveMessageCommand({
        QueueUrl,
        WaitTimeSeconds: 1,
        MaxNumberOfMessages: 10,
        MessageSystemAttributeNames: ['SentTimestamp'],
      });
      const { Messages = [] } = await sqs.send(ask);
      for (const { Body = '', Attributes } of Messages)
        told(Envelope.parse(JSON.parse(Body)).detail, Number(Attributes?.SentTimestamp));
    }
  };
  const ended = poll();
  return async () => {
    stop.abort();
    await ended;
  };
};

/** Puts a queue on the bus of a deployed system; closing takes it away again. */
export const openBusQueue = async (target: Target): Promise<BusQueue> => {
  const [sqs, events] = [new SQSClient(target.settings), new EventBridgeClient(target.settings)];
  const name = `bench-${randomBytes(6).toString('hex')}`;
  const rule = { Rule: name, EventBusName: target.output('BusName') };
  const { QueueUrl, Arn } = await made(sqs, name);
  const EventPattern = JSON.stringify({ source: ['fusionems'], 'detail-type': ['chart.committed'] });
  await events.send(new PutRuleCommand({ Name: name, EventBusName: rule.EventBusName, EventPattern }));
  await events.send(new PutTargetsCommand({ ...rule, Targets: [{ Id: name, Arn }] }));
  const arrivals = new Map<string, number>();
  const hush = await listen(sqs, QueueUrl, ({ id, version }, sent) =>
    arrivals.set(`${id} ${version}`, sent - performance.timeOrigin),
  );
  return {
    arrivals,
    async close() {
      await hush();
      await events.send(new RemoveTargetsCommand({ ...rule, Ids: [name] }));
      await events.send(new DeleteRuleCommand({ Name: name, EventBusName: rule.EventBusName }));
      await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    },
  };
};
