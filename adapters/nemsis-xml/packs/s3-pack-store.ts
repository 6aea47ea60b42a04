import {
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { Pack, packId } from '../../../schemas/nemsis/pack.ts';
import { intact, packDigest } from './digest.ts';
import type { PackStore, StoredPack } from './pack-store.ts';

/** No agency's files begin so. */
const ROOM = '.packs/';
const NOTE = 'pack.json';

const noneIfMissing = (error: unknown): undefined => {
  if (!(error instanceof NoSuchKey)) throw error;
};

/** S3 says so when the key is taken, and when another writer of the same key is about to end. */
const TAKEN: readonly (number | undefined)[] = [412, 409];

const taken = (error: unknown): false => {
  if (error instanceof S3ServiceException && TAKEN.includes(error.$metadata.httpStatusCode)) return false;
  throw error;
};

/**
 * Packs in a bucket. The note of a pack is written last, and once: a pack without one is not there, and one that was read
 * is known for good.
 * @param room what their keys begin with
 */
export const s3PackStore = (client: S3Client, Bucket: string, room = ROOM): PackStore => {
  const keyOf = (id: string, name: string) => `${room}${id}/${name}`;
  const bytesAt = async (Key: string): Promise<Uint8Array | undefined> => {
    const found = await client.send(new GetObjectCommand({ Bucket, Key })).catch(noneIfMissing);
    return found?.Body?.transformToByteArray();
  };
  const notes = new Map<string, Pack>();
  const noteAt = async (Key: string): Promise<Pack | undefined> => {
    const known = notes.get(Key);
    if (known) return known;
    const bytes = await bytesAt(Key);
    const note = bytes && Pack.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    if (note) notes.set(Key, note);
    return note;
  };
  const noteKeys = async (): Promise<string[]> => {
    const keys: string[] = [];
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket, Prefix: room }))
      keys.push(...Contents.flatMap(({ Key = '' }) => (Key.endsWith(`/${NOTE}`) ? [Key] : [])));
    return keys;
  };
  const write = async (id: string, { pack, files }: StoredPack): Promise<boolean> => {
    for (const [name, Body] of files)
      await client.send(new PutObjectCommand({ Bucket, Key: keyOf(id, name), Body }));
    const note = new PutObjectCommand({
      Bucket,
      Key: keyOf(id, NOTE),
      Body: JSON.stringify(pack),
      IfNoneMatch: '*',
    });
    return client.send(note).then(() => true, taken);
  };
  return {
    async list() {
      const found = await Promise.all((await noteKeys()).map(noteAt));
      return found.filter((note) => note !== undefined);
    },
    async get(id) {
      const pack = await noteAt(keyOf(id, NOTE));
      if (!pack) return undefined;
      const read = Object.keys(pack.files).map(
        async (name) => [name, (await bytesAt(keyOf(id, name))) ?? new Uint8Array()] as const,
      );
      return intact({ pack, files: new Map(await Promise.all(read)) });
    },
    async put(stored) {
      const id = packId(stored.pack);
      const known = await noteAt(keyOf(id, NOTE));
      if (!known && (await write(id, intact(stored)))) return 'stored';
      const there = known ?? (await noteAt(keyOf(id, NOTE)));
      return there && packDigest(there) === packDigest(stored.pack) ? 'there' : 'different';
    },
  };
};
