import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { publishDeployment, withdrawDeployment } from '../../local/deployment-file.ts';

describe('the deployment file', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'deployment-file-'));
    file = join(folder, 'made', 'deployment.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('says how to reach the system, and goes with the process that wrote it', async () => {
    const outputs = { ApiUrl: 'http://127.0.0.1:4700/_aws/execute-api/a1' };
    await publishDeployment({ endpoint: 'http://127.0.0.1:4700', outputs }, file);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toStrictEqual({
      endpoint: 'http://127.0.0.1:4700',
      region: 'us-east-1',
      outputs,
      pid: process.pid,
    });
    withdrawDeployment(file);
    expect(existsSync(file)).toBe(false);
  });

  it("leaves another start's file alone", async () => {
    await publishDeployment({ endpoint: 'http://127.0.0.1:4700', outputs: {} }, file);
    const other = {
      endpoint: 'http://127.0.0.1:4701',
      region: 'us-east-1',
      outputs: {},
      pid: process.pid + 1,
    };
    writeFileSync(file, JSON.stringify(other));
    withdrawDeployment(file);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toStrictEqual(other);
  });
});
