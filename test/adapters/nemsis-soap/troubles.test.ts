import { describe, expect, it } from 'vitest';
import { soapStateService } from '../../../adapters/nemsis-soap/soap-state-service.ts';
import { claimPort } from '../../../local/port.ts';
import type { Trouble } from '../../../local/state-server.ts';
import { ACCOUNT, chart, state } from './state.ts';

const WS = 'http://ws.nemsis.org/';
const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
const soap = (body: string) => `<e:Envelope xmlns:e="${SOAP}"><e:Body>${body}</e:Body></e:Envelope>`;
const response = (inside: string) => soap(`<SubmitDataResponse xmlns="${WS}">${inside}</SubmitDataResponse>`);
const reply = (body: string | Uint8Array): Trouble => ({ kind: 'reply', status: 200, body });
const status = (code: number, headers = {}): Trouble => ({ kind: 'reply', status: code, headers });
const html = { 'content-type': 'text/html' };
const fault = (whose: 'Client' | 'Server', reason = 'no'): Trouble => ({ kind: 'fault', whose, reason });

const BOMB = `<!DOCTYPE a [<!ENTITY a "${'a'.repeat(99)}"><!ENTITY b "${'&a;'.repeat(99)}">]>`;

describe('An answer that is none', () => {
  it.each<[string, Trouble, object]>([
    ['HTTP 404', status(404, html), { kind: 'refused', cause: 'http', detail: 'HTTP 404' }],
    ['HTTP 401', status(401, html), { kind: 'refused', cause: 'http', detail: 'HTTP 401' }],
    ['HTTP 500', status(500, html), { kind: 'server_error', cause: 'http', detail: 'HTTP 500' }],
    [
      'HTTP 503 with a time',
      status(503, { 'retry-after': '120' }),
      { kind: 'server_error', cause: 'http', detail: 'HTTP 503', retry_after_s: 120 },
    ],
    [
      'HTTP 429 with a date',
      status(429, { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }),
      { kind: 'server_error', cause: 'http', detail: 'HTTP 429' },
    ],
    ['a fault of ours', fault('Client'), { kind: 'refused', cause: 'fault', detail: 'S:Client: no' }],
    [
      'a fault of the server',
      fault('Server'),
      { kind: 'server_error', cause: 'fault', detail: 'S:Server: no' },
    ],
    [
      'XML cut short',
      reply('<e:Envelope'),
      { kind: 'unreadable', detail: expect.stringMatching(/envelope/) },
    ],
    ['an empty body', reply(''), { kind: 'unreadable', detail: expect.stringMatching(/envelope/) }],
    ['a page', reply('<html/>'), { kind: 'unreadable', detail: expect.stringMatching(/envelope/) }],
    [
      'another response',
      reply(soap(`<QueryLimitResponse xmlns="${WS}"/>`)),
      { kind: 'unreadable', detail: 'The answer holds no SubmitDataResponse.' },
    ],
    [
      'a response of another namespace',
      reply(soap('<SubmitDataResponse xmlns="urn:x"/>')),
      { kind: 'unreadable', detail: 'The answer holds no SubmitDataResponse.' },
    ],
    [
      'no code',
      reply(response('<statusCode>yes</statusCode>')),
      { kind: 'unreadable', detail: 'The answer holds no status code.' },
    ],
    [
      'a code beyond all numbers',
      reply(response(`<statusCode>${'9'.repeat(40)}</statusCode>`)),
      { kind: 'unreadable', detail: 'The answer holds no status code.' },
    ],
    [
      'nothing to ask for',
      reply(response('<requestHandle/><statusCode>0</statusCode>')),
      { kind: 'unreadable', detail: expect.stringMatching(/no handle/) },
    ],
    [
      'entities',
      reply(BOMB + soap('&b;')),
      { kind: 'unreadable', detail: expect.stringMatching(/envelope/) },
    ],
    [
      'depth',
      reply(soap('<a>'.repeat(3000) + '</a>'.repeat(3000))),
      { kind: 'unreadable', detail: expect.stringMatching(/envelope/) },
    ],
    [
      'bytes that are no UTF-8',
      reply(Buffer.from([0x3c, 0xff, 0xfe])),
      { kind: 'unreadable', detail: 'The answer is not UTF-8.' },
    ],
    [
      'too much',
      reply(soap('x'.repeat(100_000))),
      { kind: 'unreadable', detail: 'The answer is larger than 64000 bytes.' },
    ],
  ])('%s', async (_, trouble, answer) => {
    const { server, client } = await state();
    server.failNext(trouble);
    expect(await client.submit(chart())).toStrictEqual(answer);
    expect((await client.submit(chart())).kind).toBe('accepted');
  });

  it('is not looked for where a redirect points', async () => {
    const { server, client } = await state();
    const { server: other } = await state();
    server.failNext(status(307, { location: other.url }));
    expect(await client.submit(chart())).toStrictEqual({
      kind: 'refused',
      cause: 'http',
      detail: 'HTTP 307',
    });
    expect(other.asked.size).toBe(0);
  });

  it('is waited for no longer than the limit', async () => {
    const { server, client } = await state({}, { milliseconds: 100, answerBytes: 64_000 });
    server.failNext({ kind: 'hang' });
    expect(await client.submit(chart())).toStrictEqual({
      kind: 'server_error',
      cause: 'time_limit',
      detail: 'no answer within 0.1 s',
    });
  });

  it('cannot come from nowhere', async () => {
    const endpoint = `http://127.0.0.1:${await claimPort()}/`;
    const answer = await soapStateService({ endpoint, account: ACCOUNT, reach: 'local' }).submit(chart());
    expect(answer).toStrictEqual({ kind: 'server_error', cause: 'unreachable', detail: 'ECONNREFUSED' });
  });

  it('may be lost although the state took the data in', async () => {
    const { server, client } = await state();
    server.failNext({ kind: 'drop' });
    expect(await client.submit(chart())).toMatchObject({ kind: 'server_error', cause: 'unreachable' });
    expect(server.taken).toHaveLength(1);
    expect(await client.submit(chart())).toMatchObject({ kind: 'refused', code: -11 });
  });
});

describe('A verdict', () => {
  const verdict = (inside: string) =>
    soap(`<RetrieveStatusResponse xmlns="${WS}">${inside}</RetrieveStatusResponse>`);

  it.each([
    [
      '<requestHandle>mine</requestHandle><statusCode>1</statusCode>',
      { kind: 'accepted', code: 1, handle: 'mine' },
    ],
    ['<statusCode> +1 </statusCode>', { kind: 'accepted', code: 1, handle: 'mine' }],
    [
      '<requestHandle>yours</requestHandle><statusCode>1</statusCode>',
      { kind: 'unreadable', detail: 'The answer is about another submission.' },
    ],
  ])('of %s', async (inside, answer) => {
    const { server, client } = await state();
    server.failNext(reply(verdict(inside)));
    expect(await client.status('mine')).toStrictEqual(answer);
  });
});

describe('A limit', () => {
  const limit = (kb: string, code: string) =>
    soap(
      `<QueryLimitResponse xmlns="${WS}"><limit>${kb}</limit><statusCode>${code}</statusCode></QueryLimitResponse>`,
    );

  it.each([
    ['100', '51', { kind: 'limit', kb: 100 }],
    ['100', '', { kind: 'limit', kb: 100 }],
    ['-1', '51', { kind: 'unreadable', detail: 'The answer holds no limit.' }],
    ['x', '', { kind: 'unreadable', detail: 'The answer holds no limit.' }],
    ['-1', '-50', { kind: 'server_error', cause: 'status', code: -50, detail: 'status code -50' }],
    ['-1', '-51', { kind: 'server_error', cause: 'status', code: -51, detail: 'status code -51' }],
    ['-1', '-2', { kind: 'refused', cause: 'status', code: -2, detail: 'status code -2' }],
    ['-1', '1', { kind: 'refused', cause: 'status', code: 1, detail: 'status code 1' }],
  ])('of %s with the code %s', async (kb, code, answer) => {
    const { server, client } = await state();
    server.failNext(reply(limit(kb, code)));
    expect(await client.limit()).toStrictEqual(answer);
  });
});

describe('The account', () => {
  it('is in no answer, even if the state quotes it', async () => {
    const { server, client } = await state();
    server.failNext(fault('Server', `login ${ACCOUNT.username}/${ACCOUNT.password} failed`));
    expect(await client.submit(chart())).toMatchObject({ detail: 'S:Server: login ***/*** failed' });
  });

  it.each([{ username: '' }, { password: 'a\u0000b' }, { organization: 'x'.repeat(101) }])(
    'cannot be %j',
    (changes) => {
      const make = () =>
        soapStateService({
          endpoint: 'https://state.example/',
          account: { ...ACCOUNT, ...changes },
          reach: 'public',
        });
      expect(make).toThrow();
    },
  );
});
