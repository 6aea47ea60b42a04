import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ensureVenv, PINS } from '../../local/venv.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'venv-'));
});
afterEach(() => rmSync(root, { recursive: true }));

it('installs nothing and says nothing when the environment has these pins', async () => {
  mkdirSync(join(root, '.venv'));
  writeFileSync(join(root, '.venv', 'pins.json'), JSON.stringify(PINS));
  const said: string[] = [];
  expect(await ensureVenv((line) => said.push(line), root)).toBe(join(root, '.venv', 'bin', 'python'));
  expect(said).toStrictEqual([]);
});
