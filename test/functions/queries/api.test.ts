import { describe, expect, it, vi } from 'vitest';
import { handler } from '../../../functions/queries/api.ts';
import { asyncApiDocument } from '../../../schemas/asyncapi.ts';
import { openApiDocument } from '../../../schemas/openapi.ts';
import { ROUTES } from '../../../schemas/routes/all.ts';
import { checkAnswer } from '../../openapi-checker.ts';
import { apiEvent } from '../api-event.ts';
import { caller } from '../chart-world.ts';
import { context } from '../realtime/gateway-events.ts';

vi.hoisted(() => {
  process.env['POWERTOOLS_LOG_LEVEL'] = 'SILENT';
  process.env['POWERTOOLS_METRICS_DISABLED'] = 'true';
});

const document = JSON.parse(JSON.stringify(openApiDocument(ROUTES)));
const text = (body: string, isBase64: boolean | undefined) =>
  isBase64 ? Buffer.from(body, 'base64').toString('utf8') : body;

/** What anyone gets: the gateway adds no claims to a request of a public route. */
const ask = async (routeKey: string, { method, path }: { method: string; path: string }) => {
  const params: Record<string, string> = routeKey.includes('{file}')
    ? { file: path.slice('/docs/'.length) }
    : {};
  const event = apiEvent(`${method} ${path}`, 'request-1', { caller: caller('ems'), params });
  const { authorizer: _none, ...requestContext } = event.requestContext;
  const answer = await handler({ ...event, routeKey, requestContext }, context);
  const { statusCode: status = 0, headers = {}, body = '', isBase64Encoded } = answer;
  const known = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  const content = text(body, isBase64Encoded);
  const isJson = known['content-type'] === 'application/json';
  const seen = { status, headers: known, body: isJson ? JSON.parse(content) : content };
  checkAnswer(document, { method, path, ...seen });
  return seen;
};
const get = (routeKey: string, path: string) => ask(`GET ${routeKey}`, { method: 'GET', path });

describe('The API tells', () => {
  it('that it answers', async () => {
    expect(await get('/healthz', '/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } });
  });

  it('its document, each time the same', async () => {
    for (const _time of [1, 2])
      expect((await get('/openapi.json', '/openapi.json')).body).toStrictEqual(document);
  });

  it('its events, each time the same', async () => {
    const events = JSON.parse(JSON.stringify(asyncApiDocument()));
    for (const _time of [1, 2])
      expect((await get('/asyncapi.json', '/asyncapi.json')).body).toStrictEqual(events);
  });

  it('which paths there are not', async () => {
    const { status, body } = await ask('$default', { method: 'GET', path: '/v2' });
    expect({ status, code: body.error.code }).toStrictEqual({ status: 404, code: 'NOT_FOUND' });
  });

  it('which methods there are', async () => {
    const { status, headers } = await ask('$default', { method: 'DELETE', path: '/v1/charts' });
    expect({ status, allow: headers['allow'] }).toStrictEqual({ status: 405, allow: 'GET, POST' });
  });
});

describe('The page', () => {
  it('may run what this API serves, ask this API, and nothing else', async () => {
    const { status, headers } = await get('/docs', '/docs');
    expect({ status, policy: headers['content-security-policy'] }).toStrictEqual({
      status: 200,
      policy:
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    });
  });

  it('asks for files that are served, and for nothing that stands in it or elsewhere', async () => {
    const { body } = await get('/docs', '/docs');
    const asked = [...body.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address);
    expect(asked).toStrictEqual([
      'docs/favicon-32x32.png',
      'docs/swagger-ui.css',
      'openapi.json',
      'docs/swagger-ui-bundle.js',
      'docs/start.js',
    ]);
    expect(body).not.toMatch(/<style|<script>|style=|onload=/);
  });

  it('starts with the document', async () => {
    const { headers, body } = await get('/docs/{file}', '/docs/start.js');
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(body).toContain("url: 'openapi.json'");
  });

  it('is told to HEAD too', async () => {
    const { status, body } = await ask('$default', { method: 'HEAD', path: '/docs' });
    expect({ status, body }).toStrictEqual({ status: 200, body: '' });
  });

  it.each(['page.html', 'start.js.gz', 'constructor', '..'])('has no file %s', async (name) => {
    const { status, body } = await get('/docs/{file}', `/docs/${name}`);
    expect({ status, code: body.error.code }).toStrictEqual({ status: 404, code: 'NOT_FOUND' });
  });

  it.each(['%2e%2e%2fapi.ts', 'a b', 'x'.repeat(65)])('takes %s for no name of a file', async (name) => {
    const { status, body } = await get('/docs/{file}', `/docs/${name}`);
    expect({ status, code: body.error.code }).toStrictEqual({ status: 422, code: 'VALIDATION_FAILED' });
  });
});
