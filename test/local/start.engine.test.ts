import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, inject, it } from 'vitest';
import { ROOT } from '../../local/root.ts';

it('a second start on the same port ends before it begins anything, and says what to do', async () => {
  const { port } = new URL(inject('deployment').endpoint);
  const start = spawn(process.execPath, [join(ROOT, 'local', 'start.ts')], {
    env: { PATH: process.env['PATH'], FUSIONEMS_PORT: port },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err, [code]] = await Promise.all([text(start.stdout), text(start.stderr), once(start, 'exit')]);
  expect({ code, out, err }).toStrictEqual({
    code: 1,
    out: '',
    err: `
✗ Port ${port} on 127.0.0.1 is taken, perhaps by an "npm start" in another terminal.
  Stop that one with Ctrl-C, or take another port: FUSIONEMS_PORT=4567 npm start
`,
  });
});
