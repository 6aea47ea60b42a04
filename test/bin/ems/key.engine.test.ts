import { expect, inject, test } from 'vitest';
import type { SubjectRef } from '../../../schemas/phi.ts';
import { deployedKeys } from '../../deployed-keys.ts';
import { freshTenant } from '../../store/fresh-tenant.ts';
import { texts } from '../../store/keys/key-world.ts';
import { emsOnDeployment, objectsOf } from './deployed.ts';

const ems = emsOnDeployment();
const tenant = freshTenant();
const CREW: SubjectRef[] = [
  { kind: 'crew', id: 'm1' },
  { kind: 'crew', id: 'm2' },
];

test("an agency's key is rotated, and its people's keys stay what they are", async () => {
  const before = texts(await deployedKeys(inject('deployment')).toSeal(tenant, CREW));
  const rotated = await ems(['key', 'rotate', '--tenant', tenant, '--json']);
  expect(rotated.exitCode).toBe(0);
  expect(objectsOf(rotated.out)).toStrictEqual([{ tenant_id: tenant, version: 2, rewrapped: 2 }]);
  const again = await ems(['key', 'rotate', '--tenant', tenant, '--resume']);
  expect(again.out).toBe(`${tenant}: version 2, 0 keys wrapped anew\n`);
  expect(texts(await deployedKeys(inject('deployment')).toOpen(tenant, CREW))).toStrictEqual(before);
});

test('an agency without a key is not given one', async () => {
  const { exitCode, out, err } = await ems(['key', 'rotate', '--tenant', freshTenant()]);
  expect({ exitCode, out }).toStrictEqual({ exitCode: 1, out: '' });
  expect(err).toContain('has no key; nothing was changed.');
});
