import { createServer } from 'node:net';
import { LocalFault } from './fault.ts';

const HOST = '127.0.0.1';

/** Takes the port (0 for a free one) for a moment; answers its number, or undefined when another process has it. */
function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen({ port, host: HOST, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}

/**
 * Chooses the engine's port, so that a taken one is reported before anything is built.
 * @param port TCP port on 127.0.0.1; left out, the system gives a free one (tests run beside a started system)
 * @throws LocalFault `port_taken`
 */
export async function claimPort(port?: number): Promise<number> {
  const claimed = await tryPort(port ?? 0);
  if (claimed !== undefined) return claimed;
  throw new LocalFault({
    code: 'port_taken',
    problem: `Port ${port} on ${HOST} is taken, perhaps by an "npm start" in another terminal.`,
    advice: 'Stop that one with Ctrl-C, or take another port: FUSIONEMS_PORT=4567 npm start',
  });
}
