import { gateOf } from '../../adapters/nemsis-xml/gate.ts';
import { folderPackStore } from '../../adapters/nemsis-xml/packs/folder-pack-store.ts';
import { memoryPackStore } from '../../adapters/nemsis-xml/packs/memory-pack-store.ts';
import { OWN_JUDGES } from '../../bin/ems/nemsis/own-judges.ts';

/** The gate as its cold start is measured, with the packs in a folder, or with none. */
export const openGate = (packs: string | undefined) =>
  gateOf({
    packs: packs === undefined ? memoryPackStore() : folderPackStore(packs),
    own: OWN_JUDGES,
    now: () => new Date(),
    elapsed: () => performance.now(),
  });
