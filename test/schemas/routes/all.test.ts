import { describe, expect, it } from 'vitest';
import { HTTP_ROUTES } from '../../../lib/routes.ts';
import { ROUTES } from '../../../schemas/routes/all.ts';

describe('The routes', () => {
  it('are those that the stacks bind, and public where the stacks ask for no token', () => {
    const bound = HTTP_ROUTES.flatMap(({ signedIn, open }) => [
      ...signedIn.map((key) => ({ key, isPublic: false })),
      ...open.filter((key) => key !== '$default').map((key) => ({ key, isPublic: true })),
    ]);
    const listed = ROUTES.map(({ method, path, access }) => ({
      key: `${method} ${path}`,
      isPublic: access === 'public',
    }));
    const byKey = (a: { key: string }, b: { key: string }) => a.key.localeCompare(b.key);
    expect(listed.toSorted(byKey)).toStrictEqual(bound.toSorted(byKey));
  });

  it('have each a name of their own', () => {
    const names = ROUTES.map(({ operation }) => operation);
    expect(names).toStrictEqual([...new Set(names)]);
  });
});
