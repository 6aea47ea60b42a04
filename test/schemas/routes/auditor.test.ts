import { describe, expect, it } from 'vitest';
import { accessRefusal } from '../../../functions/http/caller.ts';
import { ROUTES } from '../../../schemas/routes/all.ts';
import type { Route } from '../../../schemas/routes/route.ts';
import { caller } from '../../functions/chart-world.ts';

/** What an auditor may ask for, beside what is open to anyone. Each only reads, but that one has what is there signed. */
const SIGNS = 'writeCheckpoint';
const PROOFS = ['getCheckpoint', SIGNS, 'proveInclusion', 'proveConsistency'];
const HISTORY = ['getStreamHistory', 'verifyStream', 'listAccess', ...PROOFS];
const ALLOWED = [...HISTORY, 'listEvents'];

const named = (routes: readonly Route[]) => routes.map(({ operation }) => operation).toSorted();
const lets = (route: Route) => accessRefusal(route, caller('auditor')) === undefined;
const closed = ROUTES.filter(({ access }) => access !== 'public');

describe('An auditor', () => {
  it('reads history and the feed, and is let in nowhere else where one must be signed in', () => {
    expect(named(closed.filter(lets))).toStrictEqual(ALLOWED.toSorted());
  });

  it.each(
    closed
      .filter(({ operation }) => !ALLOWED.includes(operation))
      .map((route) => [route.operation, route] as const),
  )('is refused %s', (_, route) => {
    expect(accessRefusal(route, caller('auditor'))?.code).toBe('FORBIDDEN');
  });

  it('changes nothing', () => {
    const writing = closed.filter(lets).filter(({ method }) => method !== 'GET');
    expect(named(writing)).toStrictEqual([SIGNS]);
  });

  it('finds in what is open to anyone no more than signing in, and the API itself', () => {
    const open = ROUTES.filter(({ access }) => access === 'public');
    expect([...new Set(open.map(({ tag }) => tag))].toSorted()).toStrictEqual(['api', 'auth']);
  });
});

describe('What auditors read', () => {
  it.each(HISTORY)('%s is for admins too, and for nobody else', (operation) => {
    const route = ROUTES.find((each) => each.operation === operation);
    expect(route?.access).toStrictEqual(['auditor', 'admin']);
  });
});
