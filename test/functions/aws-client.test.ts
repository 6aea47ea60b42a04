import { createServer, type Server, type Socket } from 'node:net';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, it } from 'vitest';
import { awsClient, PATIENCE } from '../../functions/aws-client.ts';

const BODY = '{"TableNames":["charts"]}';
const HEAD = `HTTP/1.1 200 OK\r\ncontent-type: application/x-amz-json-1.0\r\ncontent-length: ${BODY.length}\r\n\r\n`;

/** What a server does with the request that reached it as the n-th, from 1 on. */
type Manner = (socket: Socket, nth: number) => void;

const IN_A_HURRY = { attempts: 3, answerMs: 50 };
const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };

let server: Server;
const sockets: Socket[] = [];

/** A server of plain TCP on this machine, a client in a hurry that asks it, and how often it was asked. */
const opened = async (manner: Manner) => {
  let asked = 0;
  server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => socket.destroy());
    socket.on('data', () => {
      asked += 1;
      manner(socket, asked);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  const place = {
    endpoint: `http://127.0.0.1:${address.port}`,
    region: 'us-east-1',
    credentials: CREDENTIALS,
  };
  const client = awsClient(DynamoDBClient, place, IN_A_HURRY);
  return {
    tables: async () => (await client.send(new ListTablesCommand())).TableNames,
    asked: () => asked,
  };
};

describe('A client of a function', () => {
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await new Promise((closed) => server.close(closed));
  });

  it('gives a server up that takes every connection and never answers, after as many tries as it has', async () => {
    const { tables, asked } = await opened(() => undefined);
    await expect(tables()).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(asked()).toBe(3);
    expect(sockets).toHaveLength(3);
  });

  it('gives an answer up that begins and never ends', async () => {
    const { tables, asked } = await opened((socket) => socket.write(`${HEAD}${BODY.slice(0, 5)}`));
    await expect(tables()).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(asked()).toBe(3);
  });

  it('leaves a silent connection for another, which answers', async () => {
    const { tables, asked } = await opened((socket, nth) => {
      if (nth > 1) socket.write(`${HEAD}${BODY}`);
    });
    expect(await tables()).toStrictEqual(['charts']);
    expect(asked()).toBe(2);
  });

  it('keeps a connection that answers for its next call, also when it was idle for longer than it waits', async () => {
    const { tables } = await opened((socket) => socket.write(`${HEAD}${BODY}`));
    await tables();
    await new Promise((idle) => setTimeout(idle, 4 * IN_A_HURRY.answerMs));
    expect(await tables()).toStrictEqual(['charts']);
    expect(sockets).toHaveLength(1);
  });
});

it('has said that nothing answers before the ten seconds of most functions are over', () => {
  expect(PATIENCE.attempts * PATIENCE.answerMs).toBeLessThanOrEqual(9_000);
});
