import { expect, it } from 'vitest';
import { cachedStateCredentials } from '../../../adapters/state-credentials/cached-state-credentials.ts';
import { memoryStateCredentials } from '../../../adapters/state-credentials/memory-state-credentials.ts';
import { secretsStateCredentials } from '../../../adapters/state-credentials/secrets-state-credentials.ts';
import { FORBIDDEN, secretsStub } from './secrets-stub.ts';
import { stateCredentialsContract } from './state-credentials.contract.ts';

const stub = await secretsStub();
const secrets = secretsStateCredentials(stub.client, {
  prefix: 'fusionems/state-account',
  kmsKeyId: 'key-1',
});
const account = { username: 'danbury', password: 'word', organization: 'Danbury Fire' };

stateCredentialsContract('memory', memoryStateCredentials);
stateCredentialsContract('cached', () => cachedStateCredentials(memoryStateCredentials(), () => 0));
stateCredentialsContract('Secrets Manager over HTTP', () => secrets);

it('keeps each agency in a secret of its own, under the key', async () => {
  await secrets.put('a-town', account);
  expect(JSON.parse(stub.secrets.get('fusionems/state-account/a-town') ?? '')).toStrictEqual(account);
  expect(new Set(stub.keys)).toStrictEqual(new Set(['key-1']));
});

it.each([
  ['{"password":"hidden"}', 'is no state account (username, organization); set it anew'],
  ['{"password":"hidden"', 'is no state account; set it anew'],
])('names a secret that is none, and nothing of what it holds: %s', async (text, message) => {
  stub.secrets.set('fusionems/state-account/b-town', text);
  const got = secrets.get('b-town');
  await expect(got).rejects.toThrow(`The secret fusionems/state-account/b-town ${message}`);
  await expect(got).rejects.not.toThrow('hidden');
});

it('throws what Secrets Manager says besides', async () => {
  await expect(secrets.get(FORBIDDEN)).rejects.toThrow('Not authorized.');
  await expect(secrets.put(FORBIDDEN, account)).rejects.toThrow('Not authorized.');
});

it('remembers an account for five minutes, or until it is forgotten or set', async () => {
  const inner = memoryStateCredentials();
  let now = 0;
  const cached = cachedStateCredentials(inner, () => now);
  const passwords = async () => (await cached.get('a-town'))?.password;
  await inner.put('a-town', account);
  expect(await passwords()).toBe('word');
  await inner.put('a-town', { ...account, password: 'second' });
  now = 299_999;
  expect(await passwords()).toBe('word');
  now = 300_000;
  expect(await passwords()).toBe('second');
  await inner.put('a-town', { ...account, password: 'third' });
  cached.forget('a-town');
  expect(await passwords()).toBe('third');
  await cached.put('a-town', { ...account, password: 'fourth' });
  expect(await passwords()).toBe('fourth');
});

it('remembers a hundred', async () => {
  const inner = memoryStateCredentials();
  const cached = cachedStateCredentials(inner, () => 0);
  const towns = Array.from({ length: 101 }, (_, index) => `town-${index}`);
  for (const town of towns) {
    await inner.put(town, account);
    await cached.get(town);
    await inner.put(town, { ...account, password: 'new' });
  }
  expect((await cached.get('town-1'))?.password).toBe('word');
  expect((await cached.get('town-0'))?.password).toBe('new');
});
