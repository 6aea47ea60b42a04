import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';
import { afterEach, describe, expect, it } from 'vitest';
import { gatewaySockets } from '../../../functions/realtime/sockets.ts';

const HERE = 'L0SM9cOFvHcCIhw=';

let server: Server | undefined;

afterEach(() => new Promise<void>((done) => (server ? server.close(() => done()) : done())));

/** API Gateway's management API as the client sees it over HTTP: one answer to every post. */
const gateway = async (status: number, errorType?: string) => {
  const posted: unknown[] = [];
  const read = async (request: IncomingMessage) =>
    posted.push({ path: request.url, method: request.method, body: JSON.parse(await text(request)) });
  server = createServer(async (request, response) => {
    await read(request);
    response.writeHead(status, { connection: 'close', ...(errorType && { 'x-amzn-errortype': errorType }) });
    response.end();
  });
  await new Promise<void>((listening) => server?.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const client = new ApiGatewayManagementApiClient({
    endpoint: `http://127.0.0.1:${port}/v1`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  return { posted, sockets: gatewaySockets(client) };
};

describe('The sockets behind API Gateway', () => {
  it('are sent a message as JSON', async () => {
    const { posted, sockets } = await gateway(200);
    expect(await sockets.send(HERE, { type: 'pong' })).toBe('sent');
    expect(posted).toStrictEqual([
      { path: '/v1/@connections/L0SM9cOFvHcCIhw%3D', method: 'POST', body: { type: 'pong' } },
    ]);
  });

  it('are gone when the gateway says so', async () => {
    const { sockets } = await gateway(410, 'GoneException');
    expect(await sockets.send(HERE, { type: 'pong' })).toBe('gone');
  });

  it.each([
    [429, 'LimitExceededException'],
    [403, 'ForbiddenException'],
    [500, 'InternalServerError'],
  ])('fail with the fault of every other answer (%i)', async (status, name) => {
    const { sockets } = await gateway(status, name);
    await expect(sockets.send(HERE, { type: 'pong' })).rejects.toThrow(expect.objectContaining({ name }));
  });
});
