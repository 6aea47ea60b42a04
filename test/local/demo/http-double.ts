import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request as the server got it. */
export interface Got {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What it is answered. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
}

/** An HTTP server on a free port whose answers the test decides. */
export const serve = async (
  answer: (got: Got) => Reply,
): Promise<{ url: string; got: Got[]; server: Server }> => {
  const got: Got[] = [];
  const server = createServer(async (request, response) => {
    const { method = '', url: path = '', headers } = request;
    const each = { method, path, headers, body: await text(request) };
    got.push(each);
    const { status, body } = answer(each);
    response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, got, server };
};
