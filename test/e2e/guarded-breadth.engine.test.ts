import { randomUUID } from 'node:crypto';
import {
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { describe, expect, inject, it } from 'vitest';
import { callScheduled } from '../phi-rest.ts';
import { agency } from './agency.ts';
import { behind } from './behind.ts';

describe('With IAM enforced, a new user', () => {
  it('sets a password, goes on, is locked out, let in again by an admin, and signs out', async () => {
    const { api, newcomer, person, signIn } = await agency(inject('guarded'));
    const { email, password: temporary, user_id } = await newcomer('ems');
    const admin = await person('admin');
    const post = (path: string, body: unknown) => api('POST', `/v1/auth/${path}`, { body });

    const challenge = 'NEW_PASSWORD_REQUIRED';
    const { body: asked } = await post('sign-in', { email, password: temporary });
    expect(asked).toStrictEqual({ challenge, session: asked['session'] });
    const password = `Bb2?${randomUUID()}`;
    const own = await post('challenges', {
      challenge,
      email,
      session: asked['session'],
      new_password: password,
    });
    expect(own.status).toBe(200);

    const { refresh_token } = own.body;
    const refreshed = await post('refresh', { refresh_token });
    const token = String(refreshed.body['access_token']);
    expect((await api('GET', '/v1/charts', { token })).body).toStrictEqual({ items: [], next_cursor: null });

    for (let n = 0; n < 5; n += 1)
      expect((await post('sign-in', { email, password: temporary })).status).toBe(401);
    expect((await post('sign-in', { email, password })).status).toBe(401);
    expect((await admin.ask('POST', `/v1/users/${user_id}/unlock`)).body['id']).toBe(user_id);
    const again = await signIn({ email, password });

    expect((await post('sign-out', { refresh_token: again.refresh_token })).status).toBe(204);
    expect((await post('refresh', { refresh_token: again.refresh_token })).status).toBe(401);
    expect((await post('refresh', { refresh_token })).status).toBe(200);
  });
});

const { sqs, output } = behind(inject('guarded'));

const found = async (QueueUrl: string, body: string): Promise<Message> => {
  for (let tries = 0; tries < 10; tries += 1) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ['All'], WaitTimeSeconds: 2 }),
    );
    const letter = Messages.find(({ Body }) => Body === body);
    if (letter) return letter;
  }
  throw new Error(`The message did not come to ${QueueUrl}.`);
};

describe('With IAM enforced, what a consumer cannot read', () => {
  it.each([
    ['archive', 'Archive'],
    ['charts', 'Charts'],
    ['feed', 'Feed'],
    ['pushes', 'Pushes'],
    ['subjects', 'Subjects'],
  ])('in the queue %s becomes a dead letter that says why', async (name, queue) => {
    const MessageBody = JSON.stringify({ detail: { junk: randomUUID() } });
    const sent = { QueueUrl: output(`${queue}QueueUrl`), MessageBody, DelaySeconds: 0 };
    await sqs.send(new SendMessageCommand(sent));
    const QueueUrl = output(`${queue}DeadLetterQueueUrl`);
    const { MessageAttributes, ReceiptHandle } = await found(QueueUrl, MessageBody);
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    expect(MessageAttributes).toStrictEqual({
      reason: { DataType: 'String', StringValue: 'Unreadable' },
      source: { DataType: 'String', StringValue: `fusionems-dev-${name}` },
    });
  });
});

describe('With IAM enforced, what runs once a day', () => {
  it.each(['events-sweep', 'events-checkpoint'])('%s may read and tell what it needs to', async (name) => {
    expect(await callScheduled(inject('guarded'), `fusionems-dev-${name}`)).toBe(undefined);
  });
});
