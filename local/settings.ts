import { LocalFault } from './fault.ts';

/** What a developer may set for `npm start`: an engine that runs already, or the port for one of our own. */
export type Settings = { readonly engineUrl: string } | { readonly port: number };

const DEFAULT_PORT = 4566;

/**
 * Reads FUSIONEMS_ENGINE_URL and FUSIONEMS_PORT.
 * @throws LocalFault `setting_invalid`
 */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const engineUrl = env['FUSIONEMS_ENGINE_URL'];
  if (engineUrl !== undefined && engineUrl !== '') return { engineUrl };
  const text = env['FUSIONEMS_PORT'] || String(DEFAULT_PORT);
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1024 && port <= 65_535) return { port };
  throw new LocalFault({
    code: 'setting_invalid',
    problem: `FUSIONEMS_PORT is "${text}", which is not a port that a user's program can take.`,
    advice: 'Give a number from 1024 to 65535, or unset it for 4566.',
  });
}
