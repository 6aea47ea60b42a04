import * as z from 'zod';
import { Content } from './content.ts';
import { route } from './route.ts';

const open = { tag: 'api', access: 'public', method: 'GET' } as const;

export const getHealth = route({
  ...open,
  operation: 'getHealth',
  path: '/healthz',
  summary: 'Tell whether the API answers; asks nothing of the systems behind it',
  answer: z.strictObject({ status: z.literal('ok') }).meta({ id: 'Health' }),
});

export const getDocument = route({
  ...open,
  operation: 'getDocument',
  path: '/openapi.json',
  summary: 'Get this document',
  answer: z.looseObject({ openapi: z.string() }).meta({ id: 'OpenApiDocument' }),
});

export const getEventDocument = route({
  ...open,
  operation: 'getEventDocument',
  path: '/asyncapi.json',
  summary: 'Get the AsyncAPI document: events, what the bus carries, what the WebSocket says',
  answer: z.looseObject({ asyncapi: z.string() }).meta({ id: 'AsyncApiDocument' }),
});

export const getDocs = route({
  ...open,
  operation: 'getDocs',
  path: '/docs',
  summary: 'Read this document as a page',
  answer: Content,
  media: ['text/html'],
});

export const getDocsFile = route({
  ...open,
  operation: 'getDocsFile',
  path: '/docs/{file}',
  summary: 'Get a file of the page',
  params: z.strictObject({
    file: z
      .string()
      .regex(/^[\w.-]{1,64}$/, 'letters, digits, dots and dashes, up to 64')
      .meta({ description: "The file's name", example: 'start.js' }),
  }),
  answer: Content,
  media: ['text/javascript', 'text/css', 'image/png'],
  errors: ['NOT_FOUND'],
});
