import { describe, expect, test } from 'vitest';
import { ran } from '../captured-io.ts';

const ID = '6f1f2a0e-6a51-4b9b-9d6b-0f6a0f0c9a11';
const NOWHERE = ['--deployment', '/nowhere/deployment.json'];

describe('help, on standard output, with exit code 0', () => {
  test.each([
    [[], 'Commands:'],
    [['agency'], 'import [options] <file>'],
    [['agency', 'import'], '--tenant <id>'],
    [['agency', 'show'], '--tenant <id>'],
    [['catalogue'], 'write [options]'],
    [['catalogue', 'write'], '--check'],
    [['demo'], 'play [options]'],
    [['demo', 'play'], '--yes-on-aws'],
    [['events'], 'tail [options]'],
    [['events', 'tail'], '--since <when>'],
    [['key'], 'rotate [options]'],
    [['key', 'rotate'], '--resume'],
    [['nemsis'], 'check [options] <file...>'],
    [['nemsis', 'pack'], '--state <state>'],
    [['stream'], 'show [options] <category> <id>'],
    [['stream', 'show'], '--tenant <id>'],
    [['queue'], 'redrive [options] <queue>'],
    [['queue', 'list'], '--limit <count>'],
    [['queue', 'redrive'], '--all'],
    [['user'], 'create [options]'],
    [['user', 'create'], '--password-stdin'],
    [['view'], 'switch-back [options] <view>'],
    [['view', 'rebuild'], '--segments <count>'],
  ])('ems %j', async (command, says) => {
    const { exitCode, out, err } = await ran([...command, '--help']);
    expect(exitCode).toBe(0);
    expect(err).toBe('');
    expect(out).toContain(says);
    expect(out).toContain('Examples:\n  npm run');
  });

  test.each([
    [['agency', 'import']],
    [['agency', 'show']],
    [['demo', 'play']],
    [['events', 'tail']],
    [['key', 'rotate']],
    [['stream', 'show']],
    [['queue', 'list']],
    [['queue', 'redrive']],
    [['user', 'create']],
    [['view', 'rebuild']],
    [['view', 'status']],
    [['view', 'switch-back']],
    [['view', 'discard']],
  ])('each verb has the common options: ems %j', async (command) => {
    const { out } = await ran([...command, '--help']);
    for (const option of ['--json', '--target <target>', '--stage <stage>', '--deployment <file>'])
      expect(out).toContain(option);
  });
});

describe('asked for wrongly: exit code 2, nothing on standard output, and what is wrong', () => {
  test.each([
    [['queeu'], "unknown command 'queeu'\n(Did you mean queue?)"],
    [['queue', 'lst'], "unknown command 'lst'\n(Did you mean list?)"],
    [['queue', 'list', '--jsn'], "unknown option '--jsn'"],
    [['queue', 'list', '--limit', '-1'], '--limit: Too small'],
    [['queue', 'list', '--target', 'moon'], "argument 'moon' is invalid"],
    [['queue', 'list', '--stage', 'Prod!'], '--stage: 2 to 12 lower-case letters or digits'],
    [['queue', 'redrive'], "missing required argument 'queue'"],
    [
      ['queue', 'redrive', 'nope'],
      'Allowed choices are archive, charts, exports, feed, pushes, subjects, submissions, publisher',
    ],
    [['queue', 'redrive', 'charts'], 'Give either --all or --id <message>'],
    [['queue', 'redrive', 'charts', '--all', '--id', 'a'], "cannot be used with option '--all'"],
    [['key', 'rotate'], "required option '--tenant <id>' not specified"],
    [['stream', 'show', 'chart', ID], "required option '--tenant <id>' not specified"],
    [['view', 'rebuild', 'claims'], 'Allowed choices are charts'],
    [['view', 'rebuild', 'charts', '--segments', '0'], '--segments: Too small'],
    [['stream', 'show', 'claim', ID, '--tenant', 't1'], 'Allowed choices are chart, subject, user'],
    [['stream', 'show', 'chart', '12', '--tenant', 't1'], '<id>: a stream id is a UUID'],
    [['events', 'tail', '--tenant', 'Not One'], '--tenant: lower-case letters, digits and dashes'],
    [['events', 'tail', '--tenant', 't1', '--since', 'yesterday'], 'Allowed choices are now, start'],
    [
      ['user', 'create', '--tenant', 't1', '--email', 'a@b.example', '--role', 'king'],
      'Allowed choices are admin',
    ],
    [
      ['user', 'create', '--tenant', 't1', '--email', 'nobody', '--role', 'ems'],
      '--email: an e-mail address',
    ],
    [['demo', 'play', '--api-url', 'there'], '--api-url: a URL'],
  ])('ems %j', async (args, says) => {
    const { exitCode, out, err } = await ran(args);
    expect(exitCode).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(says);
  });

  test.each([[[]], [['queue']]])('without a verb the help is shown: ems %j', async (args) => {
    const { exitCode, out, err } = await ran(args);
    expect(exitCode).toBe(2);
    expect(out).toBe('');
    expect(err).toContain('Commands:');
  });

  test('nowhere to work', async () => {
    const { exitCode, err } = await ran(['queue', 'list', ...NOWHERE]);
    expect(exitCode).toBe(2);
    expect(err).toBe(
      'error: No system to work on: no local deployment was found, and no stage on AWS is named.\n' +
        '  Run "npm start" for a local one, or name the stage with --stage <stage>.\n',
    );
  });

  test('a password that should come from standard input and does not', async () => {
    const asked = [
      'user',
      'create',
      '--tenant',
      't1',
      '--email',
      'a@b.example',
      '--role',
      'ems',
      '--password-stdin',
    ];
    const { exitCode, err } = await ran(asked, { input: async () => '\n' });
    expect(exitCode).toBe(2);
    expect(err).toContain('There is no password on standard input.');
  });
});

test('what could not be done has exit code 1, and is JSON for machines', async () => {
  const { exitCode, out, err } = await ran(['queue', 'list', '--json', '--target', 'local', ...NOWHERE]);
  expect(exitCode).toBe(1);
  expect(out).toBe('');
  expect(JSON.parse(err)).toStrictEqual({
    error: {
      problem: 'There is no local deployment: /nowhere/deployment.json is not there.',
      advice: 'Run "npm start" and leave it running; it writes that file.',
    },
  });
});
