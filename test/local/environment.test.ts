import { describe, expect, it } from 'vitest';
import { engineEnvironment, toolEnvironment } from '../../local/environment.ts';
import { ROOT } from '../../local/root.ts';

const BIN = `${ROOT}/node_modules/.bin`;

describe('engineEnvironment', () => {
  it('is whole by itself and names its own address everywhere', () => {
    expect(engineEnvironment({ port: 4700, home: '/scratch' })).toStrictEqual({
      HOME: '/scratch',
      TMPDIR: '/scratch',
      LANG: 'C.UTF-8',
      TZ: 'UTC',
      PATH: `${BIN}:/usr/bin:/bin`,
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: '4700',
      MINISTACK_HOST: '127.0.0.1',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:4700',
      AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:4700',
      IOT_MTLS_ENABLED: '0',
      LOG_LEVEL: 'WARNING',
      MINISTACK_COGNITO_PRETOKEN_STRICT: '1',
    });
  });

  it('adds saved state and enforced policies only when asked', () => {
    const plain = engineEnvironment({ port: 4700, home: '/scratch' });
    expect(engineEnvironment({ port: 4700, home: '/scratch', stateDir: '/state', auth: true })).toStrictEqual(
      {
        ...plain,
        AUTH: 'true',
        PERSIST_STATE: '1',
        STATE_DIR: '/state',
        S3_PERSIST: '1',
        S3_DATA_DIR: '/state/s3',
      },
    );
    expect(engineEnvironment({ port: 4700, home: '/scratch', auth: false })).toStrictEqual(plain);
  });
});

describe('toolEnvironment', () => {
  it("leaves the developer's own account, proxies and Node options behind", () => {
    const from = {
      PATH: '/usr/local/bin:/usr/bin',
      HOME: '/home/dev',
      TERM: 'xterm',
      AWS_PROFILE: 'production',
      AWS_ACCESS_KEY_ID: 'AKIAREAL',
      AWS_SESSION_TOKEN: 'real',
      HTTPS_PROXY: 'http://proxy:3128',
      NODE_OPTIONS: '--inspect',
    };
    expect(toolEnvironment('http://127.0.0.1:4700', from)).toStrictEqual({
      HOME: '/home/dev',
      TERM: 'xterm',
      PATH: `${BIN}:/usr/local/bin:/usr/bin`,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: 'us-east-1',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:4700',
      AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:4700',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_EC2_METADATA_DISABLED: 'true',
    });
  });
});
