import type { LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PrivateAddress, publicLookup, type Resolve } from '../../../adapters/nemsis-soap/public-lookup.ts';
import { soapStateService } from '../../../adapters/nemsis-soap/soap-state-service.ts';
import { answerStatus } from '../../../domain/nemsis/submission-status.ts';
import { ACCOUNT, chart } from './state.ts';

const at = (...addresses: string[]): LookupAddress[] =>
  addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

const answering =
  (addresses: LookupAddress[]): Resolve =>
  (_, __, callback) =>
    callback(null, addresses);

const looked = (addresses: LookupAddress[], options: { all?: boolean } = {}) =>
  new Promise((resolve) => {
    publicLookup(answering(addresses))('ems.state.example', options, (error, address, family) =>
      resolve(error ?? [address, family]),
    );
  });

describe('A name that is looked up', () => {
  it.each([
    ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.8.9.1', '169.254.169.254', '172.31.0.1'],
    ...['192.168.1.1', '198.18.0.1', '224.0.0.1', '255.255.255.255'],
    ...['::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '64:ff9b::a9fe:a9fe', 'fd00:ec2::254', 'fe80::1'],
    ...['2002:7f00:1::', '2001:db8::1', 'ff02::1'],
  ])('is refused at %s, also beside a public one', async (address) => {
    expect(await looked(at(address))).toBeInstanceOf(PrivateAddress);
    expect(await looked(at('93.184.215.14', address), { all: true })).toBeInstanceOf(PrivateAddress);
  });

  it('is taken at public addresses', async () => {
    const addresses = at('93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c');
    expect(await looked(addresses, { all: true })).toStrictEqual([addresses, undefined]);
    expect(await looked(addresses)).toStrictEqual(['93.184.215.14', 4]);
  });

  it('is told of where there is none', async () => {
    const none = Object.assign(new Error('none'), { code: 'ENOTFOUND' });
    const resolve: Resolve = (_, __, callback) => callback(none, []);
    const service = soapStateService({
      ...{ endpoint: 'https://ems.state.example/', account: ACCOUNT, reach: 'public' },
      resolve,
    });
    expect(await service.limit()).toStrictEqual({
      kind: 'server_error',
      cause: 'unreachable',
      detail: 'ENOTFOUND',
    });
  });
});

describe('A state that seems to be inside of the machine or its network', () => {
  let server: Server;
  let connections = 0;
  beforeEach(async () => {
    connections = 0;
    server = createServer((socket) => {
      connections += 1;
      socket.destroy();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => server.close());

  const port = () => {
    const address = server.address();
    return typeof address === 'object' ? address?.port : undefined;
  };
  const asked = (endpoint: string, reach: 'public' | 'local' = 'public') =>
    soapStateService({ endpoint, account: ACCOUNT, reach, resolve: answering(at('127.0.0.1')) }).submit(
      chart(),
    );

  it('is not connected to where its name leads inside', async () => {
    const answer = await asked(`https://ems.state.example:${port()}/`);
    const detail = 'its name leads into a private network';
    expect(answer).toStrictEqual({ kind: 'refused', cause: 'address', detail });
    expect(connections).toBe(0);
  });

  it.each(['http', 'https'])('is not connected to by %s at an address', async (protocol) => {
    const answer = await asked(`${protocol}://127.0.0.1:${port()}/`);
    expect(answer).toMatchObject({ kind: 'refused', cause: 'address' });
    expect(connections).toBe(0);
  });

  it('is connected to at an address by the local deployment', async () => {
    const answer = await asked(`http://127.0.0.1:${port()}/`, 'local');
    expect(answer).toStrictEqual({ kind: 'server_error', cause: 'unreachable', detail: 'ECONNRESET' });
    expect(connections).toBe(1);
  });

  it("is the admin's turn, who is told what is wrong", async () => {
    const answer = await asked(`https://ems.state.example:${port()}/`);
    expect(answerStatus(answer, { dataSet: 'EMS', by: 'submit' })).toStrictEqual({
      state: 'exported',
      turn: 'agency_admin',
      retry: false,
      text: "Nothing is sent to the agency's state address (its name leads into a private network): check the address of the state's service in the agency's configuration, then export it again.",
    });
  });
});
