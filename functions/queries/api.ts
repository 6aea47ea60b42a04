import { refuse } from '../../schemas/error.ts';
import { ROUTES } from '../../schemas/routes/all.ts';
import * as routes from '../../schemas/routes/api.ts';
import { api } from '../http/api.ts';
import { endpoint } from '../http/endpoint.ts';
import { unmatched } from '../http/unmatched.ts';
import { docsFile, docsPage } from './docs-files.ts';

const ASSETS = new URL('./api-assets/', import.meta.url);

/** No route here reads a body or a table: what limits them is the throttle of the gateway's stage. */
const LIMITS = { maxBodyBytes: 0, permit: async () => undefined };

/** Made at the first request for it, so that a cold start for anything else does not pay for it. */
const madeOnce = <T>(make: () => Promise<T>) => {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error) => {
      made = undefined;
      throw error;
    });
    return made;
  };
};

const openApi = madeOnce(async (): Promise<{ openapi: string }> => {
  return (await import('../../schemas/openapi.ts')).openApiDocument(ROUTES);
});
const asyncApi = madeOnce(async () => (await import('../../schemas/asyncapi.ts')).asyncApiDocument());

const served = [
  endpoint(routes.getHealth, async () => ({ status: 'ok' as const })),
  endpoint(routes.getDocument, openApi),
  endpoint(routes.getEventDocument, asyncApi),
  endpoint(routes.getDocs, () => docsPage(ASSETS)),
  endpoint(routes.getDocsFile, async ({ params, headers }) => {
    const file = await docsFile(ASSETS, params.file, headers['accept-encoding']);
    return file ?? refuse('NOT_FOUND', 'The page has no such file.');
  }),
];

export const handler = api([...served, unmatched(ROUTES, served)], LIMITS);
