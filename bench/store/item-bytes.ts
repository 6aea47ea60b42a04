import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** An item as DynamoDB's API has it. */
export type Item = Readonly<Record<string, AttributeValue>>;

const CONTAINER_BYTES = 3;
const UTF8 = new TextEncoder();

const textBytes = (text: string): number => UTF8.encode(text).length;

/** One byte for two significant digits, and one more. */
const numberBytes = (number: string): number => {
  const digits = number.replace(/[^0-9]/g, '').replace(/^0+|0+$/g, '');
  return 1 + Math.ceil(digits.length / 2);
};

const valueBytes = (value: AttributeValue): number => {
  if (value.S !== undefined) return textBytes(value.S);
  if (value.N !== undefined) return numberBytes(value.N);
  if (value.B !== undefined) return value.B.length;
  if (value.M !== undefined) return CONTAINER_BYTES + Object.keys(value.M).length + itemBytes(value.M);
  if (value.L !== undefined)
    return value.L.reduce((sum, each) => sum + 1 + valueBytes(each), CONTAINER_BYTES);
  return 1;
};

/**
 * An item's size as DynamoDB counts it for capacity units: names and values, a byte more for each part of a map or a
 * list (Developer Guide, "DynamoDB item sizes and formats"). Sets are not counted; no store here writes any.
 */
export const itemBytes = (item: Item): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + textBytes(name) + valueBytes(value), 0);

/** Started KB: the write units that one item of so many bytes costs. */
export const startedKb = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));
