import { isHealthy, type OpenEngine } from './engine.ts';
import { LocalFault } from './fault.ts';

/**
 * Takes an engine that someone else runs, so that one started by hand, on another machine or from the container image
 * can be used; it is neither started nor stopped by us.
 * ```
 * docker run -p 4566:4566 -e MINISTACK_HOST=127.0.0.1 ministackorg/ministack:1.5.33
 * FUSIONEMS_ENGINE_URL=http://127.0.0.1:4566 npm start
 * ```
 * A container must be reached under the port that it listens on itself, for its functions call it by the same URL; and
 * its image must bring a `node` that runs the functions (Node 24).
 * @param address the value of FUSIONEMS_ENGINE_URL: http, host and port, no path
 * @throws LocalFault `setting_invalid`, `engine_unreachable`
 */
export async function borrowEngine(address: string): Promise<OpenEngine> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== 'http:' || url.pathname !== '/' || url.search !== '') {
    throw new LocalFault({
      code: 'setting_invalid',
      problem: `FUSIONEMS_ENGINE_URL is "${address}", which is not the URL of an engine.`,
      advice: 'Give protocol, address and port and nothing more, for example http://127.0.0.1:4566',
    });
  }
  if (await isHealthy(url.origin))
    return { url: url.origin, ended: new Promise(() => {}), stop: async () => {} };
  throw new LocalFault({
    code: 'engine_unreachable',
    problem: `No AWS engine answers at ${url.origin} (FUSIONEMS_ENGINE_URL).`,
    advice: 'Start it there first, or unset FUSIONEMS_ENGINE_URL to let this command start one of its own.',
  });
}
