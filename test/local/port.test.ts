import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocalFault } from '../../local/fault.ts';
import { claimPort } from '../../local/port.ts';

describe('claimPort', () => {
  let server: Server;
  let taken: number;

  beforeEach(async () => {
    server = createServer();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const address = server.address();
    taken = typeof address === 'object' && address !== null ? address.port : 0;
  });
  afterEach(() => new Promise((closed) => server.close(closed)));

  it('says which port is taken and what to do', async () => {
    const fault = await claimPort(taken).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(LocalFault);
    expect(fault).toMatchObject({
      code: 'port_taken',
      problem: `Port ${taken} on 127.0.0.1 is taken, perhaps by an "npm start" in another terminal.`,
      advice: 'Stop that one with Ctrl-C, or take another port: FUSIONEMS_PORT=4567 npm start',
    });
  });

  it('gives back a port that is free again', async () => {
    await new Promise((closed) => server.close(closed));
    expect(await claimPort(taken)).toBe(taken);
    await new Promise<void>((listening) => server.listen(taken, '127.0.0.1', listening));
  });

  it('finds a free port, never the taken one', async () => {
    const port = await claimPort();
    expect(port).toBeGreaterThan(1023);
    expect(port).not.toBe(taken);
  });
});
