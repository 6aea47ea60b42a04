import { describe, expect, it } from 'vitest';
import { keysOf, subjectSk } from '../../../store/keys/key-item.ts';
import { memoryKeyTable } from '../../../store/keys/memory-key-table.ts';
import { shredder } from '../../../store/keys/shredder.ts';
import { MissingKey, WrongKey } from '../../../store/keys/wrapping.ts';
import { OTHER_TENANT, TENANT } from '../../sample-chart.ts';
import { AT, CREW, keyWorld, PATIENT, texts } from './key-world.ts';

const BOTH = [PATIENT, CREW];
const owner = { tenant_id: TENANT, subject: PATIENT };

describe('The key ring', () => {
  it('makes one key a subject, which every other function finds', async () => {
    const { ring } = keyWorld();
    const made = texts(await ring().toSeal(TENANT, [...BOTH, PATIENT]));
    expect(Object.keys(made)).toStrictEqual(['patient/p1', 'crew/m1']);
    expect(new Set(Object.values(made)).size).toBe(2);
    expect(texts(await ring().toOpen(TENANT, BOTH))).toStrictEqual(made);
    expect(texts(await ring().toSeal(TENANT, BOTH))).toStrictEqual(made);
  });

  it('comes to one key when many functions make it at once, and to one key of the tenant', async () => {
    const { ring, table } = keyWorld();
    const made = await Promise.all(Array.from({ length: 8 }, () => ring().toSeal(TENANT, BOTH)));
    expect(new Set(made.map((keys) => JSON.stringify(texts(keys)))).size).toBe(1);
    expect(await table.page(keysOf(TENANT), 'tenant#', '')).toHaveLength(1);
  });

  it('has no key in common between tenants', async () => {
    const { ring } = keyWorld();
    const [ours, theirs] = [await ring().toSeal(TENANT, BOTH), await ring().toSeal(OTHER_TENANT, BOTH)];
    expect(new Set([...Object.values(texts(ours)), ...Object.values(texts(theirs))]).size).toBe(4);
  });

  it('asks KMS once for what it remembers, and again when that is five minutes old', async () => {
    const { ring, asked, clock } = keyWorld();
    await ring().toSeal(TENANT, BOTH);
    const warm = ring();
    for (const ms of [0, 60_000, 120_000, 299_999]) {
      clock.ms = ms;
      await warm.toOpen(TENANT, BOTH);
    }
    expect(asked).toStrictEqual({ generate: 1, unwrap: 1 });
    clock.ms = 360_000;
    await warm.toOpen(TENANT, BOTH);
    expect(asked).toStrictEqual({ generate: 1, unwrap: 2 });
  });

  it('uses what it remembers although that is forgotten while it asks for another key', async () => {
    const table = memoryKeyTable();
    const { ring, clock } = keyWorld({
      ...table,
      async get(...asked) {
        clock.ms += 1_000;
        return table.get(...asked);
      },
    });
    const made = texts(await ring().toSeal(TENANT, BOTH));
    const warm = ring();
    await warm.toOpen(TENANT, [PATIENT]);
    clock.ms += 59_500;
    expect(texts(await warm.toOpen(TENANT, BOTH))).toStrictEqual(made);
  });

  it('throws for a key that never was, and makes none', async () => {
    const { ring, table } = keyWorld();
    await expect(ring().toOpen(TENANT, [PATIENT])).rejects.toThrow(new MissingKey(TENANT, 'patient/p1'));
    expect(await table.get(keysOf(TENANT), [subjectSk('patient/p1')])).toStrictEqual([]);
  });

  it("throws for a key that lies in another's place, or whose tenant's key is gone", async () => {
    const { ring, table } = keyWorld();
    await ring().toSeal(TENANT, [PATIENT]);
    const [item] = await table.get(keysOf(TENANT), [subjectSk('patient/p1')]);
    const stolen = { ...(item as Parameters<typeof table.create>[0]), sk: subjectSk('crew/m1') };
    await table.create(stolen);
    await expect(ring().toOpen(TENANT, [CREW])).rejects.toThrow(WrongKey);
    await table.create({ ...stolen, pk: keysOf(OTHER_TENANT), sk: subjectSk('patient/p1') });
    await expect(ring().toOpen(OTHER_TENANT, [PATIENT])).rejects.toThrow(MissingKey);
  });
});

describe('A destroyed key', () => {
  it('is gone for who starts, within a minute for who remembers it, and is never made again', async () => {
    const { ring, table, clock } = keyWorld();
    const warm = ring();
    const made = texts(await warm.toSeal(TENANT, BOTH));
    expect(await shredder(table).destroy(owner, AT)).toBe('destroyed');
    const left = { ...made, 'patient/p1': 'destroyed' };
    expect(texts(await ring().toOpen(TENANT, BOTH))).toStrictEqual(left);
    clock.ms = 59_999;
    expect(texts(await warm.toOpen(TENANT, BOTH))).toStrictEqual(made);
    clock.ms = 60_000;
    expect(texts(await warm.toOpen(TENANT, BOTH))).toStrictEqual(left);
    expect(texts(await warm.toSeal(TENANT, BOTH))).toStrictEqual(left);
  });

  it('leaves a tombstone without a byte of it, which stays as it is', async () => {
    const { ring, table } = keyWorld();
    await ring().toSeal(TENANT, [PATIENT]);
    const { destroy, knows } = shredder(table);
    expect([await knows(owner), await destroy(owner, AT), await destroy(owner, 'later')]).toStrictEqual([
      true,
      'destroyed',
      'already',
    ]);
    const sk = subjectSk('patient/p1');
    expect(await table.get(keysOf(TENANT), [sk])).toStrictEqual([
      { pk: keysOf(TENANT), sk, destroyed_at: AT },
    ]);
    expect(await knows(owner)).toBe(true);
  });

  it('that was never made is never made', async () => {
    const { ring, table } = keyWorld();
    const { destroy, knows } = shredder(table);
    expect([await knows(owner), await destroy(owner, AT)]).toStrictEqual([false, 'destroyed']);
    expect(texts(await ring().toSeal(TENANT, [PATIENT]))).toStrictEqual({ 'patient/p1': 'destroyed' });
  });

  it('is destroyed even when somebody makes it between the look and the tombstone', async () => {
    const table = memoryKeyTable();
    const { ring } = keyWorld(table);
    let raced = false;
    const slow: typeof table = {
      ...table,
      async create(item) {
        if (!raced) await ring().toSeal(TENANT, [PATIENT]);
        raced = true;
        return table.create(item);
      },
    };
    expect(await shredder(slow).destroy(owner, AT)).toBe('destroyed');
    expect(texts(await ring().toOpen(TENANT, [PATIENT]))).toStrictEqual({ 'patient/p1': 'destroyed' });
  });
});
