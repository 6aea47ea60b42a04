import { describe, expect, test } from 'vitest';
import { signLogs } from '../../../functions/events/sign-logs.ts';
import type { BrokenLog } from '../../../store/log/broken-log.ts';
import { checkpointPath } from '../../../store/log/checkpoint-path.ts';
import { memoryLogFiles } from '../../../store/log/memory-log-files.ts';
import { signerOf } from '../../store/log/fixed-signer.ts';
import { entryAt, feedOf } from '../../store/log/sample-logs.ts';

const SIZES: Readonly<Record<string, number>> = { 'bethel-ems': 3, 'danbury-fire': 5 };

async function* named(...tenants: readonly string[]) {
  yield* tenants;
}

const world = () => {
  const told: [string, number | string][] = [];
  const kept = new Map<string, Map<string, Uint8Array>>();
  const filesOf = (tenantId: string) => {
    const files = kept.get(tenantId) ?? new Map<string, Uint8Array>();
    kept.set(tenantId, files);
    return files;
  };
  const entriesOf = (tenant: string) =>
    Array.from({ length: SIZES[tenant] ?? 0 }, (_, seq) => entryAt(tenant, seq));
  const logs = {
    service: 'log.example.org',
    signer: signerOf(1),
    feed: {
      read: (tenant: string, after: number, limit: number) =>
        feedOf(entriesOf(tenant)).read(tenant, after, limit),
      head: async (tenant: string) => SIZES[tenant] ?? 0,
    },
    files: (tenantId: string) => memoryLogFiles(filesOf(tenantId)),
  };
  return {
    told,
    filesOf,
    parts: {
      logs,
      tenants: named('bethel-ems', 'danbury-fire'),
      signed: (tenant: string, size: number) => told.push([tenant, size]),
      broken: (tenant: string, error: BrokenLog) => told.push([tenant, error.path]),
    },
  };
};

describe('Signing all logs', () => {
  test('signs each as far as its feed goes', async () => {
    const { parts, told, filesOf } = world();
    await signLogs(parts);
    expect(told).toStrictEqual([
      ['bethel-ems', 3],
      ['danbury-fire', 5],
    ]);
    expect([...filesOf('danbury-fire').keys()]).toStrictEqual(['tile/0/000.p/5', checkpointPath(5)]);
  });

  test('signs the others where one is broken, and ends with an error', async () => {
    const { parts, told, filesOf } = world();
    filesOf('bethel-ems').set(checkpointPath(2), Buffer.from('forged'));
    await expect(signLogs(parts)).rejects.toThrow('1 logs are broken; the lines before this one say where.');
    expect(told).toStrictEqual([
      ['bethel-ems', checkpointPath(2)],
      ['danbury-fire', 5],
    ]);
  });

  test('stops at a fault of its own tools', async () => {
    const { parts, told } = world();
    const sign = async () => Promise.reject(new Error('no key'));
    const logs = { ...parts.logs, signer: { ...parts.logs.signer, sign } };
    await expect(signLogs({ ...parts, logs })).rejects.toThrow('no key');
    expect(told).toStrictEqual([]);
  });
});
