import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { borrowEngine } from '../../local/borrowed-engine.ts';
import { claimPort } from '../../local/port.ts';

describe('borrowEngine', () => {
  let server: Server;
  let url: string;

  beforeAll(async () => {
    const port = await claimPort();
    url = `http://127.0.0.1:${port}`;
    server = createServer((request, response) => {
      response.statusCode = request.url === '/_ministack/health' ? 200 : 404;
      response.end();
    });
    await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  });
  afterAll(() => new Promise((closed) => server.close(closed)));

  it('uses the engine that answers there and leaves it running', async () => {
    const engine = await borrowEngine(`${url}/`);
    expect(engine.url).toBe(url);
    await engine.stop();
    expect(server.listening).toBe(true);
  });

  it.each(['localhost:4566', 'https://127.0.0.1:4566', 'http://127.0.0.1:4566/health', 'engine'])(
    'refuses the address "%s"',
    async (address) => {
      await expect(borrowEngine(address)).rejects.toMatchObject({ code: 'setting_invalid' });
    },
  );

  it('says that no engine answers there', async () => {
    const silent = `http://127.0.0.1:${await claimPort()}`;
    await expect(borrowEngine(silent)).rejects.toMatchObject({
      code: 'engine_unreachable',
      problem: `No AWS engine answers at ${silent} (FUSIONEMS_ENGINE_URL).`,
    });
  });
});
