import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readStacks } from '../../local/assembly.ts';
import { STACK, template, writeAssembly } from './small-app.ts';

const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('reads each stack with its resources, and nothing that is no stack', async () => {
  const stacks = await readStacks(await writeAssembly(folder));
  expect(stacks).toStrictEqual([
    { id: STACK, name: STACK, template },
    { id: 'small-app-guardrails', name: 'small-app-guardrails', template: { Resources: {} } },
  ]);
});
