import { describe, expect, it } from 'vitest';
import { isInstalled, refusedNode } from '../../local/install.mjs';

describe('refusedNode', () => {
  it.each(['20.0.0', '22.11.0', '24.21.0'])('accepts %s', (version) => {
    expect(refusedNode(version)).toBeUndefined();
  });

  it.each(['18.20.4', '9.11.2'])('refuses %s and says what to install', (version) => {
    expect(refusedNode(version)).toMatch(`Node ${version} is too old`);
    expect(refusedNode(version)).toMatch('https://nodejs.org');
  });
});

describe('isInstalled', () => {
  const entry = (version: string) => ({ version, integrity: `sha512-${version}` });
  const zod = { 'node_modules/zod': entry('4.6.7') };
  const lock = { packages: { '': { version: '0.1.0' }, ...zod } };

  it('accepts the tree that the lock describes', () => {
    expect(isInstalled(lock, { packages: zod })).toBe(true);
  });

  it.each([
    { tree: 'a package is missing', packages: {} },
    { tree: 'a package has another version', packages: { 'node_modules/zod': entry('4.6.6') } },
    {
      tree: 'a package has other content',
      packages: { 'node_modules/zod': { version: '4.6.7', integrity: 'x' } },
    },
    { tree: 'a package is too many', packages: { ...zod, 'node_modules/uuid': entry('14.0.3') } },
  ])('refuses a tree in which $tree', ({ packages }) => {
    expect(isInstalled(lock, { packages })).toBe(false);
  });

  it("does not miss another platform's optional package", () => {
    const withOptional = { ...lock.packages, 'node_modules/fsevents': { ...entry('2.3.3'), optional: true } };
    expect(isInstalled({ packages: withOptional }, { packages: zod })).toBe(true);
  });
});
