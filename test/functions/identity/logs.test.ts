import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Caller } from '../../../schemas/identity.ts';
import { MemoryDirectory } from '../../adapters/cognito/memory-directory.ts';
import { doorWorld } from './door-world.ts';

vi.hoisted(() => {
  // The most that may ever be logged, whatever the run's own setting is.
  process.env['POWERTOOLS_LOG_LEVEL'] = 'DEBUG';
});

const MEDIC: Caller = {
  tenant_id: 'danbury-fire',
  user_id: '11111111-1111-4111-8111-111111111111',
  role: 'ems',
};
const MARKS = {
  email: 'marked-address@danbury.example',
  stranger: 'marked-stranger@danbury.example',
  password: 'Marked-Password-1',
  guess: 'Marked-Guess-2',
  first: 'Marked-First-3',
  session: 'marked-challenge-session',
  code: '918273',
  refresh: 'marked.refresh.token',
};

const written: string[] = [];

beforeEach(() => {
  written.length = 0;
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      written.push(String(chunk));
      return true;
    });
});
afterEach(() => vi.restoreAllMocks());

const unmarked = (text: string) => {
  for (const [name, mark] of Object.entries(MARKS)) expect(text, name).not.toContain(mark);
};

const everyWay = async () => {
  const directory = new MemoryDirectory([{ email: MARKS.email, password: MARKS.password, user: MEDIC }]);
  const world = doorWorld(directory);
  const post = (path: string, body: object) => world.call(`POST /v1/auth/${path}`, { body });
  const { email, session, refresh: refresh_token } = MARKS;
  const answers = [
    await post('sign-in', { email, password: MARKS.guess }),
    await post('sign-in', { email: MARKS.stranger, password: MARKS.guess }),
    await post('sign-in', { email, password: MARKS.password, remember: true }),
    await post('sign-in', { email: ` ${MARKS.email}`, password: MARKS.password }),
    await post('challenges', { challenge: 'SOFTWARE_TOKEN_MFA', email, session, code: MARKS.code }),
    await post('challenges', {
      challenge: 'NEW_PASSWORD_REQUIRED',
      email,
      session,
      new_password: MARKS.first,
    }),
    await post('challenges', { challenge: MARKS.first, email, session }),
    await post('refresh', { refresh_token }),
    await post('sign-out', { refresh_token }),
  ];
  vi.spyOn(directory, 'signIn').mockRejectedValueOnce(new Error(`no answer for ${MARKS.email}`));
  answers.push(await post('sign-in', { email, password: MARKS.password }));
  expect((await post('sign-in', { email, password: MARKS.password })).status).toBe(200);
  return { answers, events: await world.history(MEDIC) };
};

describe('what is written at the door', () => {
  it('has no address, password, code or token: not in the logs, not in events, not in refusals', async () => {
    const { answers, events } = await everyWay();
    expect(answers.map(({ status }) => status)).toStrictEqual([
      401, 401, 422, 422, 401, 401, 422, 401, 204, 500,
    ]);
    const log = written.join('');
    expect(log).toContain('"route":"POST /v1/auth/sign-in"');
    expect(log).toContain('"message":"fault"');
    expect(events.length).toBe(4);
    for (const kept of [log, JSON.stringify(events)]) {
      unmarked(kept);
      expect(kept).not.toMatch(/(access|id|refresh)\.1/);
    }
    unmarked(JSON.stringify(answers));
  });
});
