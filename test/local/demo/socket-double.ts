import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const TEXT_FRAME = 0x81;

const acceptOf = (key: string) => createHash('sha1').update(`${key}${GUID}`).digest('base64');

/** An unmasked text frame (RFC 6455), as a server sends it. */
const frame = (text: string): Buffer => {
  const payload = Buffer.from(text);
  const head =
    payload.length < 126
      ? [TEXT_FRAME, payload.length]
      : [TEXT_FRAME, 126, payload.length >> 8, payload.length & 255];
  return Buffer.concat([Buffer.from(head), payload]);
};

/** The text of a masked frame under 126 bytes, as a client sends it. */
const unmasked = (bytes: Buffer): string => {
  const mask = bytes.subarray(2, 6);
  return Buffer.from(bytes.subarray(6).map((byte, at) => byte ^ (mask[at % 4] ?? 0))).toString();
};

/** A WebSocket server on a free port: says each of the texts when the client has said something, or refuses to open. */
export const serveSocket = async (
  says: readonly string[] | 'refused',
): Promise<{ url: string; heard: string[]; say(text: string): void; server: Server }> => {
  const heard: string[] = [];
  const sockets: Duplex[] = [];
  const server = createServer();
  server.on('upgrade', ({ headers }, socket) => {
    if (says === 'refused') return socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    sockets.push(socket);
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${acceptOf(String(headers['sec-websocket-key']))}\r\n\r\n`,
    );
    socket.once('data', (bytes: Buffer) => {
      heard.push(unmasked(bytes));
      for (const text of says) socket.write(frame(text));
    });
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const say = (text: string) => {
    for (const socket of sockets) socket.write(frame(text));
  };
  return { url: `ws://127.0.0.1:${port}/v1?ticket=SECRET`, heard, say, server };
};
