import type { LookupAddress, LookupAllOptions } from 'node:dns';
import { BlockList, type LookupFunction } from 'node:net';

/** What finds all addresses of a name, as `lookup` of `node:dns` does. */
export type Resolve = (
  name: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** A name leads to this machine or into its network: nothing is connected to. */
export class PrivateAddress extends Error {
  constructor() {
    super('The name leads to an address that is not of the internet.');
    this.name = 'PrivateAddress';
  }
}

/** IPv4 that is not of the internet: this host, private, shared, loopback, link-local, for tests and documents, multicast. */
const NOT_PUBLIC_4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15'],
  ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
];

/** IPv6 that is not of the internet: all but 2000::/3, and of that what wraps IPv4 or is for tests and documents. */
const NOT_PUBLIC_6 = [
  ...['::/3', '4000::/2', '8000::/1'],
  ...['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'],
];

const listOf = (subnets: readonly string[], family: 'ipv4' | 'ipv6'): BlockList => {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [net = '', prefix] = subnet.split('/');
    list.addSubnet(net, Number(prefix), family);
  }
  return list;
};

const LISTS = { 4: listOf(NOT_PUBLIC_4, 'ipv4'), 6: listOf(NOT_PUBLIC_6, 'ipv6') };

const isPublic = ({ address, family }: LookupAddress): boolean =>
  family === 6 ? !LISTS[6].check(address, 'ipv6') : !LISTS[4].check(address, 'ipv4');

type Hand = Parameters<LookupFunction>[2];

/** Hands on all addresses, or the first of them where one is asked for. */
const hand = (addresses: readonly LookupAddress[], all: boolean | undefined, callback: Hand): void => {
  const [first] = addresses;
  if (all || !first) callback(null, [...addresses]);
  else callback(null, first.address, first.family);
};

/**
 * Finds the addresses of a name for a connection, and refuses the name where any of them is not of the internet. What is
 * connected to is what was looked at: there is no second question, to which a name could be answered otherwise.
 */
export const publicLookup =
  (resolve: Resolve): LookupFunction =>
  (name, options, callback) => {
    resolve(name, { ...options, all: true }, (error, addresses) => {
      const fault = error ?? (addresses.every(isPublic) ? undefined : new PrivateAddress());
      if (fault) callback(fault, []);
      else hand(addresses, options.all, callback);
    });
  };
