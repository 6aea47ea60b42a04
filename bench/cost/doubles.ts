import { createHash, randomBytes, randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Answer } from './call.ts';

const json = (body: unknown): Answer => ({ status: 200, body: JSON.stringify(body) });

const SendMessage = z.object({ MessageBody: z.string() });
const PutEvents = z.object({ Entries: z.array(z.unknown()) });
const Decrypt = z.object({ CiphertextBlob: z.string() });

const EMPTY_LIST =
  '<?xml version="1.0"?><ListVersionsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><IsTruncated>false</IsTruncated></ListVersionsResult>';

/**
 * What answers for the services that are counted by their requests alone: a queue and a bus that take everything (what
 * was sent is read from the calls), a key service, an archive that is empty and takes what is put, and open WebSockets.
 */
export const doubles = () => {
  const keys = new Map<string, string>();
  const generated = (): Answer => {
    const [Plaintext, CiphertextBlob] = [randomBytes(32), randomBytes(64)].map((each) =>
      each.toString('base64'),
    );
    keys.set(CiphertextBlob ?? '', Plaintext ?? '');
    return json({ KeyId: 'bench', Plaintext, CiphertextBlob });
  };
  const answers: Readonly<Record<string, (input: unknown) => Answer>> = {
    'sqs SendMessage': (input) => {
      const { MessageBody } = SendMessage.parse(input);
      const MD5OfMessageBody = createHash('md5').update(MessageBody).digest('hex');
      return json({ MessageId: randomUUID(), MD5OfMessageBody });
    },
    'events PutEvents': (input) => {
      const Entries = PutEvents.parse(input).Entries.map(() => ({ EventId: randomUUID() }));
      return json({ FailedEntryCount: 0, Entries });
    },
    'kms GenerateDataKey': generated,
    'kms Decrypt': (input) =>
      json({ KeyId: 'bench', Plaintext: keys.get(Decrypt.parse(input).CiphertextBlob) }),
    's3 GET': () => ({ status: 200, body: EMPTY_LIST }),
    's3 PUT': () => ({ status: 200, body: '' }),
    'sockets POST': () => ({ status: 200, body: '' }),
  };
  return (service: string, operation: string, input: unknown): Answer => {
    const answer = answers[`${service} ${operation}`];
    if (answer) return answer(input);
    throw new Error(
      `A function calls ${service} ${operation}, which has no double yet; add it to bench/cost/doubles.ts.`,
    );
  };
};

/** The services that are counted by their requests alone. */
export type Doubles = ReturnType<typeof doubles>;
