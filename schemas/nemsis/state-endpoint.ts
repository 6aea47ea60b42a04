import * as z from 'zod';

/** Where a deployment may send to: to names of the internet; the local deployment, and no other, to its own machine too. */
export type Reach = 'public' | 'local';

const LOOPBACK = ['127.0.0.1', '[::1]', 'localhost'];

/** Two names or more, joined by dots: an address in numbers, however it is spelled, is none, for URLs write it as IPv4. */
const DNS_NAME = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z](?:[a-z0-9-]*[a-z0-9])?$/;

/** Ends of names that lead into a machine or its network, never to a state. */
const INSIDE = /\.(?:localhost|local|internal)$/;

/** As long as DNS has them. */
const LONGEST_NAME = 253;

const isPublicName = (name: string): boolean =>
  name.length <= LONGEST_NAME && DNS_NAME.test(name) && !INSIDE.test(name);

const isLoopback = ({ hostname }: URL): boolean => LOOPBACK.includes(hostname);

const isTakenLocally = (url: URL, reach: Reach): boolean =>
  reach === 'local' && isLoopback(url) && ['http:', 'https:'].includes(url.protocol);

const hostFault = (url: URL): string | undefined => {
  if (url.protocol !== 'https:') return 'must begin with https://';
  if (isPublicName(url.hostname.replace(/\.$/, ''))) return undefined;
  return 'must name a host of the internet, as ems.state.example: no IP address, and no name of a machine or a private network';
};

/** What keeps an address from being a state's web service, or undefined. The words hold nothing of the address. */
export const endpointFault = (text: string, reach: Reach): string | undefined => {
  const url = URL.parse(text);
  if (!url) return 'must be a URL, as https://ems.state.example/NemsisWs';
  if (url.username || url.password || url.hash) return 'must hold no user, password or fragment';
  return isTakenLocally(url, reach) ? undefined : hostFault(url);
};

/** Whether an address is on the machine that asks. */
export const isOnThisMachine = (address: string): boolean => {
  const url = URL.parse(address);
  return url !== null && isLoopback(url);
};

/**
 * The address of a state's web service: `https` and a name of the internet, or on this machine, which only the local
 * deployment takes.
 */
export const StateEndpoint = z
  .string()
  .superRefine((text, context) => {
    const message = endpointFault(text, 'local');
    if (message) context.addIssue({ code: 'custom', message });
  })
  .meta({
    description:
      "The state's web service: https and a host of the internet by its name, as https://ems.state.example/NemsisWs; no IP address, and no name of a machine or a private network (localhost, *.localhost, *.local, *.internal). Only a local deployment takes http and its own machine",
  });
