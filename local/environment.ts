import { join } from 'node:path';
import { ROOT } from './root.ts';

/** Account and region of everything on the engine: the account is the one that belongs to the key id `test`. */
export const ACCOUNT = '000000000000';
export const REGION = 'us-east-1';

/** Credentials of the engine's root caller; they are no secret and open nothing else. */
export const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' } as const;

const BIN = join(ROOT, 'node_modules', '.bin');

/** What a tool needs from its caller's environment; all else (proxies, profiles, NODE_OPTIONS) is left behind. */
const PASSED_ON = ['HOME', 'USER', 'LANG', 'LC_ALL', 'TERM', 'COLORTERM', 'COLUMNS', 'NO_COLOR', 'TMPDIR'];

/** Where an engine keeps what: a private folder for its temporary files, and one for state that outlives it. */
export type EngineSettings = {
  readonly port: number;
  readonly home: string;
  readonly stateDir?: string | undefined;
  readonly auth?: boolean | undefined;
};

/**
 * The engine's whole environment. Its functions inherit all of it, so nothing of the developer's may be in it: no
 * proxy, no AWS profile, no NODE_OPTIONS, no time zone; and `node` must be the Node 24 of this repository.
 */
export function engineEnvironment({ port, home, stateDir, auth }: EngineSettings): Record<string, string> {
  const url = `http://127.0.0.1:${port}`;
  return {
    HOME: home,
    TMPDIR: home,
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    PATH: `${BIN}:/usr/bin:/bin`,
    BIND_HOST: '127.0.0.1',
    GATEWAY_PORT: String(port),
    MINISTACK_HOST: '127.0.0.1', // else queue URLs say "localhost", which the SQS client takes for another endpoint
    AWS_ENDPOINT_URL: url, // an address, not a name: then the S3 client asks path-style by itself
    AWS_ENDPOINT_URL_S3: url,
    IOT_MTLS_ENABLED: '0', // else it takes port 8883 too
    LOG_LEVEL: 'WARNING',
    MINISTACK_COGNITO_PRETOKEN_STRICT: '1', // as AWS: no token when the claims function fails
    ...(auth === true && { AUTH: 'true' }),
    ...(stateDir !== undefined && {
      PERSIST_STATE: '1',
      STATE_DIR: stateDir,
      S3_PERSIST: '1',
      S3_DATA_DIR: join(stateDir, 's3'),
    }),
  };
}

/**
 * The environment of a tool that works on the engine (cdk, ems): its endpoint, region and credentials and no other,
 * so that a developer's own AWS account can never be reached by mistake.
 * @param url the engine's, as `http://127.0.0.1:4566`
 * @param from the caller's environment, of which only PATH and the terminal's settings are passed on
 */
export function toolEnvironment(url: string, from: NodeJS.ProcessEnv = process.env): Record<string, string> {
  const passed = PASSED_ON.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]]));
  return {
    ...Object.fromEntries(passed),
    PATH: `${BIN}:${from['PATH'] ?? '/usr/bin:/bin'}`,
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    AWS_REGION: REGION,
    AWS_ENDPOINT_URL: url,
    AWS_ENDPOINT_URL_S3: url,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}
