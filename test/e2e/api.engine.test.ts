import { beforeAll, describe, expect, inject, it } from 'vitest';
import { openApiDocument } from '../../schemas/openapi.ts';
import { ROUTES } from '../../schemas/routes/all.ts';
import { type ApiClient, apiClient } from './api-client.ts';

describe('The deployed API tells of itself', () => {
  const url = String(inject('deployment').outputs['ApiUrl']);
  let api: ApiClient;

  beforeAll(async () => {
    api = await apiClient(url);
  });

  it('that it answers', async () => {
    expect((await api('GET', '/healthz')).body).toStrictEqual({ status: 'ok' });
  });

  it('its document', async () => {
    const { body } = await api('GET', '/openapi.json');
    expect(body).toStrictEqual(JSON.parse(JSON.stringify(openApiDocument(ROUTES))));
  });

  it('in a page, with all that the page asks for', async () => {
    const page = String((await api('GET', '/docs')).body);
    const asked = [...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => `/${address}`);
    expect(asked).toHaveLength(5);
    for (const path of asked) expect((await api('GET', path)).status, path).toBe(200);
  });

  it('with files that are packed for a client that takes them so', async () => {
    const bytes = async (encoding: string) => {
      const headers = { 'accept-encoding': encoding };
      const answer = await api('GET', '/docs/swagger-ui.css', { headers });
      return { encoding: answer.headers.get('content-encoding'), text: String(answer.body) };
    };
    const [packed, plain] = [await bytes('gzip'), await bytes('identity')];
    expect({ packed: packed.encoding, plain: plain.encoding }).toStrictEqual({ packed: 'gzip', plain: null });
    expect(packed.text).toBe(plain.text);
  });

  it('to HEAD without a body', async () => {
    expect(await api('HEAD', '/docs')).toMatchObject({ status: 200, body: '' });
  });

  it.each([
    ['http://localhost:3000', 'http://localhost:3000'],
    ['https://elsewhere.example', null],
  ])('to pages of %s, when a browser asks first: %s', async (origin, allowed) => {
    const headers = { origin, 'access-control-request-method': 'PATCH' };
    // Without the checking client: a preflight is a matter of CORS, which the gateway answers and no document describes.
    const answer = await fetch(`${url}/v1/charts/1`, { method: 'OPTIONS', headers });
    expect(answer.headers.get('access-control-allow-origin')).toBe(allowed);
  });
});
