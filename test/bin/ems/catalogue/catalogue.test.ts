import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { COMMITTED, madeFiles } from '../../../../bin/ems/catalogue/files.ts';
import { describedCatalogue } from '../../../../schemas/catalogue/describe.ts';
import { ran } from '../captured-io.ts';

const REPOSITORY = fileURLToPath(new URL('../../../../', import.meta.url));
const PATHS = madeFiles().map(({ path }) => path);

let root: string;
const write = (...options: readonly string[]) => ran(['catalogue', 'write', '--root', root, ...options]);
const texts = () => Promise.all(PATHS.map((path) => readFile(join(root, path), 'utf8')));
const commit = (events: unknown) => writeFile(join(root, COMMITTED), JSON.stringify(events));

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'catalogue-'));
  await mkdir(join(root, 'docs'));
  await mkdir(join(root, 'schemas/catalogue'), { recursive: true });
});
afterEach(() => rm(root, { recursive: true }));

test('what is committed here is up to date', async () => {
  const { exitCode, err } = await ran(['catalogue', 'write', '--check', '--root', REPOSITORY]);
  expect({ exitCode, err }).toStrictEqual({ exitCode: 0, err: 'all is up to date with the schemas\n' });
});

describe('ems catalogue write', () => {
  test('writes what is missing, and then has nothing to write', async () => {
    const { exitCode, out } = await write('--json');
    expect(exitCode).toBe(0);
    expect(out).toBe(PATHS.map((path) => `${JSON.stringify({ written: path })}\n`).join(''));
    expect(await texts()).toStrictEqual(madeFiles().map(({ text }) => text));
    expect((await write()).out).toBe('');
  });

  test('only checks when asked to: exit code 1, and nothing is written', async () => {
    const { exitCode, err } = await write('--check');
    expect(exitCode).toBe(1);
    expect(err).toContain(`Not up to date with the schemas: ${PATHS.join(', ')}.`);
    expect(await readdir(join(root, 'docs'))).toStrictEqual([]);
  });

  test('refuses to forget an event that lies in streams', async () => {
    const [first] = describedCatalogue();
    await commit([{ ...first, type: 'chart.burnt' }]);
    const { exitCode, err } = await write();
    expect(exitCode).toBe(1);
    expect(err).toContain('chart.burnt 1 cannot be read any more');
    expect(await readdir(join(root, 'docs'))).toStrictEqual([]);
  });

  test('says when the committed catalogue is none', async () => {
    await commit({ events: [] });
    const { exitCode, err } = await write();
    expect(exitCode).toBe(1);
    expect(err).toContain(`${COMMITTED} is not a catalogue of events.`);
  });
});

describe('the list of events', () => {
  const [, page] = madeFiles().map(({ text }) => text);

  test.each([
    [
      'an event with its name in the feed',
      '| `chart.opened` | 2 | a patient care report was opened for an incident |  | `incident.updated` |',
    ],
    [
      'whose PHI an event has',
      '| `chart.narrative_recorded` | 1 | the narrative changed | patient | `incident.updated` |',
    ],
    ['an event that no feed tells of', '| `user.locked_out` | 1 | too many failures |  |  |'],
    ['a field and whose it is', '| `changes.crew[].name` | text 1 to 120 |  | crew |'],
    ['what only one alternative demands', '| `intervention.medication` | RxNorm code |  | patient |'],
    ['an older version', 'Version 1, still read, as the newest:'],
    ['how a push is delivered', 'It may come twice or out of order'],
  ])('has %s', (_, line) => {
    expect(page).toContain(line);
  });
});
