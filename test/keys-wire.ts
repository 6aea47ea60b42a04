import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { WireCall } from './functions/events/wire.ts';

const Text = z.looseObject({ S: z.string() });
const Put = z.looseObject({ TableName: z.literal('keys'), Item: z.looseObject({ pk: Text, sk: Text }) });
const Query = z.looseObject({ TableName: z.literal('keys') });
const Get = z.looseObject({
  RequestItems: z.looseObject({
    keys: z.looseObject({ Keys: z.array(z.looseObject({ pk: Text, sk: Text })) }),
  }),
});

type Item = z.infer<typeof Put>['Item'];

const nameOf = ({ pk, sk }: Pick<Item, 'pk' | 'sk'>) => `${pk.S} ${sk.S}`;

/** The table `keys`, as far as a key ring asks it. */
const keysTable = () => {
  const items = new Map<string, Item>();
  const put = ({ Item: item }: z.infer<typeof Put>) => {
    items.set(nameOf(item), item);
    return {};
  };
  const get = ({ RequestItems }: z.infer<typeof Get>) => {
    const found = RequestItems.keys.Keys.map((key) => items.get(nameOf(key)));
    return { Responses: { keys: found.filter((item) => item !== undefined) } };
  };
  const newest = () => ({ Items: [...items.values()].filter(({ sk }) => sk.S.startsWith('tenant#')) });
  return { put, get, newest };
};

/** KMS and the table `keys` as AWS clients see them on the wire; undefined for a call that is of neither. */
export const keysWire = () => {
  const table = keysTable();
  const master = randomBytes(32).toString('base64');
  const inTable = ({ operation, input }: WireCall): object | undefined => {
    const [put, get] = [Put.safeParse(input), Get.safeParse(input)];
    if (get.success) return table.get(get.data);
    if (operation === 'PutItem' && put.success) return table.put(put.data);
    return Query.safeParse(input).success ? table.newest() : undefined;
  };
  return (call: WireCall): object | undefined => {
    if (call.operation === 'GenerateDataKey') return { Plaintext: master, CiphertextBlob: 'd3JhcHBlZA==' };
    return call.operation === 'Decrypt' ? { Plaintext: master } : inTable(call);
  };
};
