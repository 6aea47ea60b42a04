import { expect, test } from 'vitest';
import { memoryLogFiles } from '../../../store/log/memory-log-files.ts';
import { memorySigner } from '../../../store/log/memory-signer.ts';
import { writeCheckpoint } from '../../../store/log/tenant-log.ts';
import { signerOf } from './fixed-signer.ts';
import { entryAt, feedOf } from './sample-logs.ts';
import { type Place, tenantLogContract } from './tenant-log.contract.ts';

const memoryPlace = (): Place => {
  const logs = new Map<string, Map<string, Uint8Array>>();
  return {
    signer: signerOf(1),
    files(tenantId) {
      const files = logs.get(tenantId) ?? new Map<string, Uint8Array>();
      logs.set(tenantId, files);
      return memoryLogFiles(files);
    },
  };
};

tenantLogContract('memory', async () => memoryPlace());

test('A signer that names another key than it signs with is a fault, and nothing is kept', async () => {
  const kept = new Map<string, Uint8Array>();
  const { publicKey } = memorySigner();
  const logs = {
    service: 'fusionems.example',
    signer: { ...signerOf(1), publicKey },
    feed: feedOf([entryAt('danbury-fire', 0)]),
    files: () => memoryLogFiles(kept),
  };
  await expect(writeCheckpoint(logs, 'danbury-fire')).rejects.toThrow(
    'The signer of fusionems.example/danbury-fire signs with another key than it names.',
  );
  expect([...kept.keys()]).toStrictEqual(['tile/0/000.p/1']);
});
