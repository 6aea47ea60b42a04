import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll } from 'vitest';
import * as z from 'zod';

const Asked = z.object({
  SecretId: z.string().optional(),
  Name: z.string().optional(),
  SecretString: z.string().optional(),
  KmsKeyId: z.string().optional(),
});
type Asked = z.infer<typeof Asked>;

const bodyOf = async (request: IncomingMessage): Promise<Asked> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Asked.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
};

/** A name that may not be asked for. */
export const FORBIDDEN = 'forbidden';

const DENIED = { __type: 'AccessDeniedException', Message: 'Not authorized.' };
const NOT_FOUND = { __type: 'ResourceNotFoundException', Message: "Secrets Manager can't find the secret." };

/** Secrets Manager on this machine, over its own protocol (AWS JSON 1.1); `secrets` by name, `keys` as they were asked for. */
export const secretsStub = async () => {
  const secrets = new Map<string, string>();
  const keys: (string | undefined)[] = [];

  const set = (name: string, text: string) => {
    secrets.set(name, text);
    return { Name: name };
  };
  const answer = (action: string, { SecretId = '', Name = '', SecretString = '', KmsKeyId }: Asked) => {
    if (action === 'CreateSecret') {
      keys.push(KmsKeyId);
      return set(Name, SecretString);
    }
    if (SecretId.endsWith(FORBIDDEN)) return DENIED;
    if (!secrets.has(SecretId)) return NOT_FOUND;
    return action === 'PutSecretValue'
      ? set(SecretId, SecretString)
      : { Name: SecretId, SecretString: secrets.get(SecretId) };
  };

  const server = createServer(async (request, response) => {
    const action = String(request.headers['x-amz-target']).replace('secretsmanager.', '');
    const body = answer(action, await bodyOf(request));
    const status = '__type' in body ? 400 : 200;
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const client = new SecretsManagerClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return { client, secrets, keys };
};
