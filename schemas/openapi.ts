import * as z from 'zod';
import {
  createDocument,
  type ZodOpenApiContentObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponseObject,
} from 'zod-openapi';
import { ABOUT, TAGS } from './openapi/about.ts';
import { errorAnswers } from './openapi/answers.ts';
import { EXAMPLES } from './openapi/examples.ts';
import { Content } from './routes/content.ts';
import type { Route } from './routes/route.ts';

const JSON_TYPE = 'application/json';

const exampleOf = (value: object | undefined) => (value ? { example: value } : {});

const accessOf = ({ access }: Route): Pick<ZodOpenApiOperationObject, 'description' | 'security'> =>
  access === 'public'
    ? { description: 'Open to anyone.', security: [] }
    : {
        description: `For the roles ${access.map((role) => `\`${role}\``).join(', ')}.`,
        security: [{ accessToken: [] }],
      };

const IF_NONE_MATCH = {
  'if-none-match': z.string().optional().meta({ description: 'The `ETag` of the answer that is known' }),
};

const requestOf = ({ operation, params, query, headers, body, cached_s }: Route) => ({
  requestParams: { path: params, query, header: cached_s === 0 ? headers : headers.extend(IF_NONE_MATCH) },
  ...(body
    ? {
        requestBody: {
          required: true,
          content: { [JSON_TYPE]: { schema: body, ...exampleOf(EXAMPLES[operation]?.body) } },
        },
      }
    : {}),
});

const contentOf = ({ operation, answer, media }: Route): ZodOpenApiContentObject => {
  const schema = answer === Content ? {} : answer;
  const example = exampleOf(EXAMPLES[operation]?.answer);
  return Object.fromEntries(media.map((type) => [type, { schema, ...example }]));
};

const successOf = (route: Route): ZodOpenApiResponseObject =>
  route.status === 204
    ? { description: 'Done; there is nothing to answer.' }
    : { description: 'Done.', content: contentOf(route) };

/** What an answer that a client may keep has besides. */
const cachedOf = ({ cached_s }: Route): Record<string, ZodOpenApiResponseObject> =>
  cached_s === 0 ? {} : { 304: { description: 'It is as `If-None-Match` has it; there is no body.' } };

const byPath = (a: Route, b: Route) => Number(a.path > b.path) - Number(a.path < b.path);

const pathsOf = (routes: readonly Route[]): ZodOpenApiPathsObject => {
  const errorsOf = errorAnswers();
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of routes.toSorted(byPath)) {
    const operation: ZodOpenApiOperationObject = {
      operationId: route.operation,
      tags: [route.tag],
      summary: route.summary,
      ...accessOf(route),
      ...requestOf(route),
      responses: { [`${route.status}`]: successOf(route), ...cachedOf(route), ...errorsOf(route) },
    };
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation };
  }
  return paths;
};

/**
 * The OpenAPI 3.1 document of some routes: their schemas are the ones that check requests and answers, so the document
 * cannot say otherwise. The server is where the document came from (RFC 3986), whatever stage or name that is.
 */
export const openApiDocument = (routes: readonly Route[]) =>
  createDocument({
    openapi: '3.1.0',
    info: {
      title: 'FusionEMS Quantum',
      version: '1.0.0',
      summary: 'Patient care reports for ambulance agencies',
      description: ABOUT,
      contact: { name: 'FusionEMS Quantum' },
      license: { name: 'Proprietary' },
    },
    servers: [{ url: '.', description: 'Where this document came from' }],
    tags: TAGS,
    paths: pathsOf(routes),
    components: {
      securitySchemes: {
        accessToken: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'The access token of a sign-in; it lives for 30 minutes.',
        },
      },
    },
  });
