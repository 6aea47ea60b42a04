import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimPort } from '../../local/port.ts';
import { messageCheck } from '../../local/state-server/message-schema.ts';
import { type StateServer, startStateServer } from '../../local/state-server.ts';
import { NO_MATERIAL } from '../nemsis-material.ts';
import { WSDL_SCHEMA } from '../nemsis-wsdl.ts';

const account = { username: 'u', password: 'p', organization: 'o' };
const privileges = '<username>u</username><password>p</password><organization>o</organization>';
const payload = (inside: string) =>
  `<submitPayload><payloadOfXmlElement>${inside}</payloadOfXmlElement></submitPayload>`;
const rest = (schema = '61') =>
  `<requestDataSchema>${schema}</requestDataSchema><schemaVersion>3.5.1</schemaVersion><additionalInfo/>`;
const submit = (inside: string, type = 'SubmitData') =>
  `<SubmitDataRequest xmlns="http://ws.nemsis.org/">${privileges}<requestType>${type}</requestType>${inside}</SubmitDataRequest>`;

describe('A state on this machine', () => {
  let server: StateServer;
  beforeAll(async () => {
    server = await startStateServer({ account });
  });
  afterAll(() => server.stop());

  const post = async (body: string, action = 'SubmitData') => {
    const response = await fetch(server.url, {
      method: 'POST',
      headers: { 'content-type': 'text/xml', SOAPAction: `"http://ws.nemsis.org/${action}"` },
      body: `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>${body}</e:Body></e:Envelope>`,
    });
    const text = await response.text();
    return `${response.status} ${text.match(/<(statusCode|faultstring)>(.*?)</)?.[2]}`;
  };

  it('takes a message of the form of the WSDL', async () => {
    expect(await post(submit(payload('<a xmlns="urn:a"/>') + rest()))).toBe('200 1');
    expect(server.taken.map((each) => each.payload)).toStrictEqual(['<a xmlns="urn:a"></a>']);
  });

  it.each([
    ['not well-formed', '<a>', 'SubmitData', 'not well-formed'],
    ['another operation', submit(payload('<a/>') + rest()), 'Search', 'SOAPAction is none'],
    ['action of another', submit(payload('<a/>') + rest()), 'QueryLimit', 'holds no ws:QueryLimitRequest'],
    [
      'another type',
      submit(payload('<a/>') + rest(), 'Search'),
      'SubmitData',
      'requestType is not SubmitData',
    ],
    ['another order', submit(rest() + payload('<a/>')), 'SubmitData', 'the parts of the request'],
    ['a part too few', submit(payload('<a/>')), 'SubmitData', 'the parts of the request'],
    ['no payload', submit(payload('') + rest()), 'SubmitData', 'the payload is not one element'],
    [
      'a payload as text',
      submit(payload('&lt;a/>') + rest()),
      'SubmitData',
      'the payload is not one element',
    ],
    ['two payloads', submit(payload('<a/><b/>') + rest()), 'SubmitData', 'the payload is not one element'],
    ['a strange schema', submit(payload('<a/>') + rest('60')), 'SubmitData', 'requestDataSchema is none'],
  ])('refuses a message with %s', async (_, body, action, reason) => {
    expect(await post(body, action)).toMatch(new RegExp(`^500 .*${reason}`));
  });

  it('has nothing to show', async () => {
    expect((await fetch(server.url)).status).toBe(405);
  });
});

it('starts on the port that it is given, or says that it cannot', async () => {
  const port = await claimPort();
  const server = await startStateServer({ account, port });
  expect(server.url).toBe(`http://127.0.0.1:${port}/NemsisWs`);
  await expect(startStateServer({ account, port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await server.stop();
});

describe.skipIf(WSDL_SCHEMA === undefined)(`The schema of the official WSDL (else: ${NO_MATERIAL})`, () => {
  const check = WSDL_SCHEMA === undefined ? () => undefined : messageCheck(WSDL_SCHEMA);

  it('takes what is of its form, and says what is not', () => {
    expect(check(submit(payload('<a xmlns="urn:a"/>') + rest()))).toBeUndefined();
    expect(check(submit(payload('<a xmlns="urn:a"/>') + rest('99')))).toContain('requestDataSchema');
  });

  it('is kept to by the state itself', async () => {
    const server = await startStateServer({ account, schema: WSDL_SCHEMA ?? '' });
    server.judgeNext({ code: 7 });
    const response = await fetch(server.url, {
      method: 'POST',
      headers: { SOAPAction: '"http://ws.nemsis.org/SubmitData"' },
      body: `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>${submit(payload('<a xmlns="urn:a"/>') + rest())}</e:Body></e:Envelope>`,
    });
    expect(await response.text()).toContain('the answer breaks the WSDL');
    await server.stop();
  });
});
