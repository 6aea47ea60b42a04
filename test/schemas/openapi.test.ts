import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { ERRORS } from '../../schemas/error.ts';
import { EXAMPLES } from '../../schemas/openapi/examples.ts';
import { openApiDocument } from '../../schemas/openapi.ts';
import { ROUTES } from '../../schemas/routes/all.ts';
import { Content } from '../../schemas/routes/content.ts';

type Json = Readonly<Record<string, unknown>>;
type Path = readonly string[];

const document: Json = JSON.parse(JSON.stringify(openApiDocument(ROUTES)));
const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }));
ajv.addSchema(document, 'api', true);

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const escaped = (part: string) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
const pointer = (path: Path) => `api#/${path.map(escaped).join('/')}`;
const errorsAt = (path: Path, value: unknown): readonly string[] => {
  const validate = ajv.getSchema(pointer(path));
  if (!validate) return [`no schema at ${pointer(path)}`];
  validate(value);
  return (validate.errors ?? []).map(
    ({ instancePath, message }) => `${path.join('/')}${instancePath} ${message}`,
  );
};

/** Every object of the document with the way to it. */
const nodes = (value: unknown, path: Path = []): readonly { path: Path; node: Json }[] =>
  isObject(value)
    ? [
        { path, node: value },
        ...Object.entries(value).flatMap(([key, inner]) => nodes(inner, [...path, key])),
      ]
    : [];

/** The examples of one schema, media type or parameter: the one, or those with names. */
const examplesOf = (node: Json): readonly unknown[] => {
  const named = isObject(node['examples']) ? Object.values(node['examples']) : [];
  return [
    ...named.map((each) => isObject(each) && each['value']),
    ...('example' in node ? [node['example']] : []),
  ];
};

const operationOf = (method: string, path: string) => {
  const at = ['paths', path, method.toLowerCase()];
  const found = at.reduce<unknown>((node, key) => (isObject(node) ? node[key] : undefined), document);
  return { at, operation: isObject(found) ? found : {} };
};

const bodySchema = (method: string, path: string) => [
  ...operationOf(method, path).at,
  'requestBody',
  'content',
  'application/json',
  'schema',
];

describe('The OpenAPI document', () => {
  it('describes every route, with its tag, its summary and who may call it', () => {
    const tags = (document['tags'] as { name: string }[]).map(({ name }) => name);
    for (const { method, path, operation: operationId, tag, summary, access } of ROUTES) {
      const { operation } = operationOf(method, path);
      const security = access === 'public' ? [] : [{ accessToken: [] }];
      expect(operation).toMatchObject({ operationId, tags: [tag], summary, security });
      expect(tags).toContain(tag);
    }
  });

  it('documents for every operation what it and the gateway can answer', () => {
    const statusesOf = (method: string, path: string) =>
      Object.keys(operationOf(method, path).operation['responses'] as Json);
    expect(statusesOf('GET', '/healthz')).toStrictEqual(['200', '422', '429', '500', '502', '503']);
    expect(statusesOf('POST', '/v1/auth/sign-in')).toStrictEqual([
      '200',
      '401',
      '413',
      '422',
      '429',
      '500',
      '502',
      '503',
    ]);
    expect(statusesOf('GET', '/v1/charts')).toStrictEqual([
      '200',
      '401',
      '403',
      '422',
      '429',
      '500',
      '502',
      '503',
    ]);
    expect(statusesOf('PATCH', '/v1/charts/{id}/patient')).toStrictEqual([
      '200',
      '401',
      '403',
      '404',
      '409',
      '413',
      '422',
      '423',
      '429',
      '500',
      '502',
      '503',
    ]);
  });

  it('tells of every error code', () => {
    const { description } = document['info'] as { description: string };
    for (const [code, { status, says }] of Object.entries(ERRORS))
      expect(description).toContain(`| \`${code}\` | ${status} | ${says} |`);
  });

  it('refers to nothing that is not in it', () => {
    const references = nodes(document).flatMap(({ node }) =>
      typeof node['$ref'] === 'string' ? [node['$ref']] : [],
    );
    const missing = references.filter((reference) => {
      const keys = reference.slice(2).split('/');
      return !keys.reduce<unknown>((node, key) => (isObject(node) ? node[key] : undefined), document);
    });
    expect({ missing, some: references.length > 100 }).toStrictEqual({ missing: [], some: true });
  });

  it('gives only examples that its own schemas accept', () => {
    const all = nodes(document).flatMap(({ path, node }) => {
      const at = 'schema' in node ? [...path, 'schema'] : path;
      return examplesOf(node).map((value) => ({ at, value }));
    });
    expect(all.flatMap(({ at, value }) => errorsAt(at, value))).toStrictEqual([]);
    expect(all.length).toBeGreaterThan(100);
  });

  it.each(ROUTES.map((route) => [route.operation, route] as const))(
    'has examples of %s that it takes and gives',
    (_name, route) => {
      const { body, answer } = EXAMPLES[route.operation] ?? {};
      const answers = route.status !== 204 && route.answer !== Content && route.operation !== 'getDocument';
      expect({ body: body !== undefined, answer: answer !== undefined }).toStrictEqual({
        body: route.body !== undefined,
        answer: answers,
      });
      expect(route.body?.safeParse(body).error).toBe(undefined);
      expect(answers ? route.answer.safeParse(answer).error : undefined).toBe(undefined);
    },
  );

  it.each(ROUTES.filter(({ body }) => body).map((route) => [route.operation, route] as const))(
    'refuses of %s what the service refuses: an unknown field, and nothing at all',
    (name, { method, path, body }) => {
      const unknownField = { ...EXAMPLES[name]?.body, mood: 'good' };
      for (const wrong of [unknownField, {}, undefined, 'text']) {
        expect(body?.safeParse(wrong).success).toBe(false);
        expect(errorsAt(bodySchema(method, path), wrong)).not.toStrictEqual([]);
      }
    },
  );

  it('lets an error answer have the documented codes only', () => {
    const conflict = ['components', 'responses', 'VERSION_CONFLICT', 'content', 'application/json', 'schema'];
    const error = (code: string) => ({ error: { code, message: 'm', details: {}, trace_id: 't' } });
    expect(errorsAt(conflict, error('VERSION_CONFLICT'))).toStrictEqual([]);
    expect(errorsAt(conflict, error('INVALID_TRANSITION'))).not.toStrictEqual([]);
    expect(errorsAt(conflict, { message: 'Unauthorized' })).not.toStrictEqual([]);
  });
});
