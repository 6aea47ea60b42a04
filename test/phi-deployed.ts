import { randomUUID } from 'node:crypto';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DeleteMessageCommand, type Message, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { marshall } from '@aws-sdk/util-dynamodb';
import { CREDENTIALS } from '../local/environment.ts';
import type { Commit } from '../schemas/commit.ts';
import { Listener } from '../schemas/realtime.ts';
import { agency, type Person } from './e2e/agency.ts';
import { behind } from './e2e/behind.ts';
import type { Deployment } from './engine-setup.ts';
import { caller } from './functions/chart-world.ts';
import { socketEvent } from './functions/realtime/gateway-events.ts';
import type { SceneCall } from './phi-scene.ts';
import { TENANT } from './sample-chart.ts';
import { itemFor } from './sample-commits.ts';

/** Header values are bytes; what is no ASCII goes as its UTF-8. */
const asHeaders = (headers: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Buffer.from(value).toString('latin1')]),
  );

const pathOf = (key: string, params: Readonly<Record<string, string>>) =>
  key.replaceAll(/^\S+ |\{(\w+)\}/g, (_, name) => (name ? encodeURIComponent(params[name] ?? '') : ''));

/** All but where to put a file, which repeats to who attached it what they said of it. */
const withoutUpload = (body: unknown) =>
  JSON.stringify(body, (name, value: unknown) => (name === 'upload' ? undefined : value));

/** Asks the deployed API as {@link SceneCall} asks a function, in the name of people who are signed in. */
export const deployedScene = async (deployment: Deployment) => {
  const [ours, theirs] = [await agency(deployment), await agency(deployment)];
  const people = new Map<string, Promise<Person>>();
  const personOf = ({ tenant_id, role } = caller('ems')): Promise<Person> => {
    const name = `${tenant_id} ${role}`;
    const found = people.get(name) ?? (tenant_id === TENANT ? ours : theirs).person(role);
    people.set(name, found);
    return found;
  };
  const answers: string[] = [];
  let id = '';
  const call: SceneCall = async (key, { caller: who, params = {}, headers = {}, body, raw } = {}) => {
    const { token } = await personOf(who);
    const path = pathOf(key, { id, ...params });
    const asked = { token, headers: asHeaders(headers), ...(raw === undefined ? { body } : { raw }) };
    const answer = await ours.api(key.split(' ')[0] ?? '', path, asked);
    if (key === 'POST /v1/charts') id = String(answer.body['id']);
    const text = withoutUpload(answer.body);
    answers.push(JSON.stringify([text, [...answer.headers]]));
    return { status: answer.status, text };
  };
  return { call, answers, tenant: ours.tenant, personOf };
};

/** Writes a commit behind the API's back under an id of its own, torn so that nobody can read it; gives that id. */
export const tearCommit = async (deployment: Deployment, commit: Commit): Promise<string> => {
  const { dynamo, output } = behind(deployment);
  const id = randomUUID();
  const item = itemFor({ ...commit, id });
  const torn = { ...item, events: item.events.slice(0, -2) };
  await dynamo.send(new PutItemCommand({ TableName: output('EventsTable'), Item: marshall(torn) }));
  return id;
};

/**
 * Calls the function of the WebSocket as the gateway does when a client says this; for the engine keeps no log of what
 * its gateway itself calls it for. The connection has ended, so the answer is heard by nobody.
 */
export const sayToFunction = async ({ endpoint, region }: Deployment, name: string, body: string) => {
  const [connection_id, listener] = [randomUUID(), Listener.parse(caller('ems'))];
  const event = socketEvent({ routeKey: '$default', connection_id, listener, body });
  const client = new LambdaClient({ endpoint, region, credentials: CREDENTIALS });
  const asked = { FunctionName: name, Payload: Buffer.from(JSON.stringify(event)) };
  const { Payload } = await client.send(new InvokeCommand(asked));
  return JSON.parse(Buffer.from(Payload ?? []).toString('utf8'));
};

const QUEUES = ['ChartsDeadLetterQueueUrl', 'PushesDeadLetterQueueUrl', 'PublisherDeadLetterQueueUrl'];

/** All messages in the dead letter queues, which stay there but for those that `taken` names. */
export const deadLetters = async (deployment: Deployment, taken: string): Promise<readonly Message[]> => {
  const { sqs, output } = behind(deployment);
  const allOf = async (QueueUrl: string): Promise<readonly Message[]> => {
    const ask = { QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'], VisibilityTimeout: 5 };
    const { Messages: page = [] } = await sqs.send(new ReceiveMessageCommand(ask));
    for (const { ReceiptHandle } of page.filter((each) => each.Body?.includes(taken)))
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    return page.length === 0 ? [] : [...page, ...(await allOf(QueueUrl))];
  };
  return (await Promise.all(QUEUES.map(output).map(allOf))).flat();
};
