import { describe, expect, it } from 'vitest';
import { readSettings } from '../../local/settings.ts';

describe('readSettings', () => {
  it.each([
    { env: {}, settings: { port: 4566 } },
    { env: { FUSIONEMS_PORT: '' }, settings: { port: 4566 } },
    { env: { FUSIONEMS_PORT: '4700' }, settings: { port: 4700 } },
    {
      env: { FUSIONEMS_ENGINE_URL: 'http://127.0.0.1:4800', FUSIONEMS_PORT: '4700' },
      settings: { engineUrl: 'http://127.0.0.1:4800' },
    },
  ])('reads $env', ({ env, settings }) => {
    expect(readSettings(env)).toStrictEqual(settings);
  });

  it.each(['80', '65536', 'abc', '45.5', '-1', '1e4'])('refuses the port "%s"', (port) => {
    expect(() => readSettings({ FUSIONEMS_PORT: port })).toThrow(
      expect.objectContaining({ code: 'setting_invalid', problem: expect.stringContaining(`"${port}"`) }),
    );
  });
});
