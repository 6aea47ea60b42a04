import { createHash } from 'node:crypto';
import * as z from 'zod';
import { DemoFault } from './fault.ts';

/** Where the API says that a file is to be put. */
export const UploadAnswer = z.object({
  upload: z.object({ method: z.literal('PUT'), url: z.string(), headers: z.record(z.string(), z.string()) }),
});
type Upload = z.infer<typeof UploadAnswer>['upload'];

/** What is declared of a PNG before it is uploaded: the upload takes exactly these bytes. */
export const pngFacts = (bytes: Buffer) => ({
  content_type: 'image/png',
  size_bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});

/** Puts a file where a presigned upload says; DemoFault when the store does not take it. */
export const upload = async ({ method, url, headers }: Upload, bytes: Buffer): Promise<void> => {
  const answer = await fetch(url, { method, headers, body: new Uint8Array(bytes) });
  if (answer.ok) return;
  throw new DemoFault({
    problem: `The presigned upload to ${new URL(url).host} answered ${answer.status}.`,
    advice: 'Compare the declared size, type and SHA-256 with the headers that the upload asks for.',
  });
};
