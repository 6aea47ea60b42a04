import { describe, expect, it } from 'vitest';
import type { SubjectRef } from '../../../schemas/phi.ts';
import { keysOf, PREFIX, SubjectKeyItem } from '../../../store/keys/key-item.ts';
import { type KeyTable, PAGE } from '../../../store/keys/key-table.ts';
import { memoryKeyTable } from '../../../store/keys/memory-key-table.ts';
import { rotateTenantKey } from '../../../store/keys/rotate-tenant-key.ts';
import { shredder } from '../../../store/keys/shredder.ts';
import { OTHER_TENANT, TENANT } from '../../sample-chart.ts';
import { AT, CREW, keyWorld, PATIENT, texts } from './key-world.ts';

type World = ReturnType<typeof keyWorld>;

const MANY: SubjectRef[] = Array.from({ length: PAGE + 20 }, (_, n) => ({ kind: 'crew', id: `m${n}` }));

const rotation = ({ table, tenants }: World, resume = false) => {
  const told: number[] = [];
  const progress = (rewrapped: number) => void told.push(rewrapped);
  const rotated = rotateTenantKey({ table, tenants: tenants() }, { tenant_id: TENANT, resume, progress });
  return rotated.then((done) => ({ done, told }));
};

const versions = async ({ table }: World, tenantId = TENANT) => {
  const items = [];
  for (let page = await table.page(keysOf(tenantId), PREFIX.subject, ''); page.length > 0; ) {
    items.push(...page.map((item) => SubjectKeyItem.parse(item)));
    page = await table.page(keysOf(tenantId), PREFIX.subject, items.at(-1)?.sk ?? '');
  }
  return new Set(items.map((item) => ('destroyed_at' in item ? 'destroyed' : item.tenant_key)));
};

describe("Rotating a tenant's key", () => {
  it('wraps every key of the tenant with a new version, and none is another than before', async () => {
    const world = keyWorld();
    const before = texts(await world.ring().toSeal(TENANT, MANY));
    await world.ring().toSeal(OTHER_TENANT, [CREW]);
    expect(await rotation(world)).toStrictEqual({
      done: { version: 2, rewrapped: MANY.length },
      told: [PAGE, MANY.length],
    });
    expect(await versions(world)).toStrictEqual(new Set([2]));
    expect(await versions(world, OTHER_TENANT)).toStrictEqual(new Set([1]));
    expect(texts(await world.ring().toOpen(TENANT, MANY))).toStrictEqual(before);
  });

  it('goes on where it was broken off, under the same version', async () => {
    const world = keyWorld();
    const before = texts(await world.ring().toSeal(TENANT, MANY));
    let left = 30;
    const failing: KeyTable = {
      ...world.table,
      replace: async (item, wrapped) => {
        left -= 1;
        if (left < 0) throw new Error('throttled');
        return world.table.replace(item, wrapped);
      },
    };
    await expect(rotation({ ...world, table: failing })).rejects.toThrow('throttled');
    expect(await versions(world)).toStrictEqual(new Set([1, 2]));
    expect(texts(await world.ring().toOpen(TENANT, MANY))).toStrictEqual(before);
    expect((await rotation(world, true)).done).toStrictEqual({ version: 2, rewrapped: MANY.length - 30 });
    expect((await rotation(world, true)).done).toStrictEqual({ version: 2, rewrapped: 0 });
    expect(await versions(world)).toStrictEqual(new Set([2]));
    expect(texts(await world.ring().toOpen(TENANT, MANY))).toStrictEqual(before);
  });

  it('finds, when resumed, what a warm function wrapped with the version before', async () => {
    const world = keyWorld();
    const warm = world.ring();
    await warm.toSeal(TENANT, [PATIENT]);
    await rotation(world);
    await warm.toSeal(TENANT, [CREW]);
    expect(await versions(world)).toStrictEqual(new Set([1, 2]));
    expect((await rotation(world, true)).done).toStrictEqual({ version: 2, rewrapped: 1 });
    expect(await versions(world)).toStrictEqual(new Set([2]));
  });

  it('brings no destroyed key back: not one before it, and not one destroyed under its hands', async () => {
    const table = memoryKeyTable();
    const world = keyWorld(table);
    await world.ring().toSeal(TENANT, [PATIENT, CREW]);
    await shredder(table).destroy({ tenant_id: TENANT, subject: PATIENT }, AT);
    const racing: KeyTable = {
      ...table,
      replace: async (item, wrapped) => {
        await shredder(table).destroy({ tenant_id: TENANT, subject: CREW }, AT);
        return table.replace(item, wrapped);
      },
    };
    const { done } = await rotation({ ...world, table: racing });
    expect(done).toStrictEqual({ version: 2, rewrapped: 0 });
    expect(await versions(world)).toStrictEqual(new Set(['destroyed']));
  });

  it('makes no key for a tenant that has none', async () => {
    const world = keyWorld();
    expect(await rotation(world)).toStrictEqual({ done: 'none', told: [] });
    expect((await rotation(world, true)).done).toBe('none');
    expect(await world.table.last(keysOf(TENANT), PREFIX.tenant)).toBeUndefined();
  });
});
