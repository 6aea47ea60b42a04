import { describe, expect, it } from 'vitest';
import { authEndpoints } from '../../../functions/identity/auth-endpoints.ts';
import * as routes from '../../../schemas/routes/auth.ts';
import { MemoryDirectory } from '../../adapters/cognito/memory-directory.ts';
import { memoryStore } from '../../memory-store.ts';

describe('the endpoints at the door', () => {
  it('serve every documented route, once', () => {
    const parts = { directory: new MemoryDirectory([]), store: memoryStore() };
    const documented = Object.values(routes).flatMap((each) =>
      'operation' in each ? [`${each.method} ${each.path}`] : [],
    );
    const served = authEndpoints(parts).map(({ key }) => key);
    expect(served.toSorted()).toStrictEqual(documented.toSorted());
  });
});
