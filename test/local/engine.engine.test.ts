import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { CreateTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { isHealthy, startEngine } from '../../local/engine.ts';
import { CREDENTIALS, REGION } from '../../local/environment.ts';
import { groupIsEmpty } from './group.ts';

const client = (endpoint: string) =>
  new DynamoDBClient({ endpoint, region: REGION, credentials: CREDENTIALS });
const gone = (pid: number) => expect.poll(() => groupIsEmpty(pid), { timeout: 10_000 }).toBe(true);

describe('startEngine', { timeout: 120_000 }, () => {
  it('starts on a free port, refuses a taken one, and leaves no process behind', async () => {
    const engine = await startEngine();
    expect(engine.url).toBe(`http://127.0.0.1:${engine.port}`);
    await expect(startEngine({ port: engine.port })).rejects.toMatchObject({
      code: 'port_taken',
      problem: expect.stringContaining(`Port ${engine.port} `),
    });
    expect(await isHealthy(engine.url)).toBe(true);
    await engine.stop();
    await gone(engine.pid);
    expect(await isHealthy(engine.url)).toBe(false);
  });

  it('gives back what was saved, on another port and with policies enforced', async () => {
    const stateDir = mkdtempSync(join(tmpdir(), 'state-'));
    const first = await startEngine({ stateDir });
    const key = { AttributeName: 'pk', KeyType: 'HASH', AttributeType: 'S' } as const;
    const table = { TableName: 'kept', KeySchema: [key], AttributeDefinitions: [key] };
    await client(first.url).send(new CreateTableCommand({ ...table, BillingMode: 'PAY_PER_REQUEST' }));
    await first.stop();

    const second = await startEngine({ stateDir, auth: true });
    const stranger = { accessKeyId: 'AKIASTRANGER', secretAccessKey: 'none' };
    const refused = new DynamoDBClient({ endpoint: second.url, region: REGION, credentials: stranger });
    expect((await client(second.url).send(new ListTablesCommand({}))).TableNames).toStrictEqual(['kept']);
    await expect(refused.send(new ListTablesCommand({}))).rejects.toThrow(/security token/);
    await second.stop();
    await gone(second.pid);
    rmSync(stateDir, { recursive: true });
  });

  it.each(['SIGKILL', 'SIGTERM', 'SIGHUP', 'SIGINT'] as const)(
    'ends with a starter that ends by %s',
    async (signal) => {
      const starter = spawn(process.execPath, [join(import.meta.dirname, 'hold-engine.ts')], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [pid] = await once(createInterface({ input: starter.stdout }), 'line');
      expect(groupIsEmpty(Number(pid))).toBe(false);
      starter.kill(signal);
      await once(starter, 'exit');
      await gone(Number(pid));
    },
  );
});
