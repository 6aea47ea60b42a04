import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { afterEach } from 'vitest';

interface Reply {
  readonly status: number;
  readonly body: object;
}

/** One call as Cognito would get it over HTTP. */
interface Asked {
  readonly action: string;
  readonly body: unknown;
}

const bodyOf = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
};

/** An exception as Cognito words it on the wire (AWS JSON 1.1). */
export const exception = (name: string): Reply => ({
  status: 400,
  body: { __type: name, message: `${name} of a test` },
});
export const result = (body: object): Reply => ({ status: 200, body });

/** A server that speaks Cognito's protocol, gives the prepared replies one by one, and keeps what it was asked. */
export const cognitoStub = async (...replies: Reply[]) => {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const action = String(request.headers['x-amz-target']).replace('AWSCognitoIdentityProviderService.', '');
    asked.push({ action, body: await bodyOf(request) });
    const { status, body } = replies.shift() ?? exception('InternalErrorException');
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = new CognitoIdentityProviderClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  open.push(close);
  return { client, asked, close };
};

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});
