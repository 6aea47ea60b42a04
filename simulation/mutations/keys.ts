import type { Mutation } from './mutation.ts';

/** Bugs of the keys and of their destruction. */
export const KEYS: readonly Mutation[] = [
  {
    name: 'keys-own-key-although-taken',
    file: 'store/keys/table-key-ring.ts',
    find: "if ((await ring.table.create(item)) === 'put') return key;",
    replace: 'await ring.table.create(item);\n  if (key) return key;',
    why: 'data is sealed with a key that another was faster to make, and is lost',
    seed: 14,
  },
  {
    name: 'keys-own-tenant-key-although-taken',
    file: 'store/keys/tenant-keys.ts',
    find: "made === 'put'\n",
    replace: "made !== 'never'\n",
    why: "subjects' keys are wrapped by a tenant's key that is nowhere",
    seed: 14,
  },
  {
    name: 'keys-remembered-for-ever',
    file: 'store/keys/table-key-ring.ts',
    find: 'const SUBJECTS = { most: 2_000, lifetime: MINUTE };',
    replace: 'const SUBJECTS = { most: 2_000, lifetime: MINUTE * 100_000 };',
    why: 'a warm function goes on reading what a destroyed key has sealed',
    seed: 13,
  },
  {
    name: 'destruction-leaves-key',
    file: 'functions/subjects/finish-destruction.ts',
    find: '      await parts.shredder.destroy(owner, entry.time);\n',
    replace: '',
    why: 'a destruction that is on record and broke off before the key was gone is never finished',
    seed: 293,
  },
  {
    name: 'destruction-leaves-files',
    file: 'functions/subjects/finish-destruction.ts',
    find: '      await removeFiles(parts, owner);\n',
    replace: '',
    why: "a patient's files stay",
    seed: 13,
  },
  {
    name: 'destruction-forgets-uploads',
    file: 'functions/subjects/finish-destruction.ts',
    find: 'if (mayArrive) await',
    replace: 'if (owners.length === 0) await',
    why: 'a file whose upload was permitted before, and that arrives later, stays',
    seed: 13,
  },
];
