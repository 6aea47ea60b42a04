import { gateOf } from '../../../adapters/nemsis-xml/gate.ts';
import { ownSchema } from '../../../adapters/nemsis-xml/own-schema.ts';
import type { PackStore } from '../../../adapters/nemsis-xml/packs/pack-store.ts';
import { blocks, type Finding } from '../../../schemas/nemsis/finding.ts';
import { dictionaryOf } from '../../../schemas/nemsis/releases.ts';
import { packsIn, unusablePack } from './packs-folder.ts';

const schemasOf = (packs: PackStore): PackStore => ({
  ...packs,
  list: async () => (await packs.list()).filter(({ kind }) => kind === 'schema'),
});

/** Where schemas are installed, and what time it is. */
interface Judging {
  readonly packs: string | undefined;
  now(): Date;
}

/** What breaks the schema in a file: the official one where it is installed, else ours. Rules are not asked. */
export const schemaFindings = async (bytes: Uint8Array, { packs, now }: Judging): Promise<Finding[]> => {
  const gate = gateOf({
    packs: schemasOf(packsIn(packs)),
    own: { schema: ownSchema(dictionaryOf) },
    now,
    elapsed: () => performance.now(),
  });
  const { findings } = await gate(bytes).catch(unusablePack);
  return findings.filter(blocks);
};
