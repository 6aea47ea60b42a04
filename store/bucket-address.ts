/** The bucket: its name and region; `endpoint` where it is not AWS's own, and is then addressed by path. */
export interface Bucket {
  readonly name: string;
  readonly region: string;
  readonly endpoint?: string | undefined;
}

/** Where an object is. */
export const addressOf = ({ name, region, endpoint }: Bucket, key: string): URL =>
  endpoint === undefined
    ? new URL(`https://${name}.s3.${region}.amazonaws.com/${key}`)
    : new URL(`${endpoint}/${name}/${key}`);

/** A request for an object, to be signed. */
export const requestFor = (
  method: 'GET' | 'PUT',
  address: URL,
  headers: Readonly<Record<string, string>> = {},
) => ({
  method,
  protocol: address.protocol,
  hostname: address.hostname,
  ...(address.port === '' ? {} : { port: Number(address.port) }),
  path: address.pathname,
  headers: { ...headers, host: address.host },
});
