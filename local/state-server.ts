import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { enveloped, faultAnswer, type HttpAnswer } from './state-server/answer.ts';
import { type Desk, type KnownAccount, openDesk, type Taken, type Verdict } from './state-server/desk.ts';
import { type MessageCheck, messageCheck } from './state-server/message-schema.ts';
import { requestOf } from './state-server/request.ts';

/**
 * What the state is like. `schema` is the XML Schema in the official WSDL: with it each message, in and out, is checked
 * against it; without it, requests are checked for their parts alone.
 */
export type StateServerSettings = {
  readonly account: KnownAccount;
  readonly port?: number;
  readonly questionsBeforeVerdict?: number;
  readonly limitKb?: number;
  readonly schema?: string;
};

/** How a request goes wrong before anybody reads it; `reply` sends these bytes. `drop` does what was asked, and hangs up. */
export type Trouble =
  | { readonly kind: 'hang' }
  | { readonly kind: 'drop' }
  | { readonly kind: 'fault'; readonly whose: 'Client' | 'Server'; readonly reason: string }
  | {
      readonly kind: 'reply';
      readonly status: number;
      readonly body?: string | Uint8Array;
      readonly headers?: Readonly<Record<string, string>>;
    };

/** A state's web service on this machine, for tests and demonstrations: it takes data in and keeps it in memory. */
export type StateServer = {
  readonly url: string;
  /** What it took in, oldest first. */
  readonly taken: readonly Taken[];
  /** How many requests of each operation came, by SOAPAction. */
  readonly asked: ReadonlyMap<string, number>;
  judgeNext(verdict: Verdict): void;
  /** Goes wrong with the next requests, one each, then works again. */
  failNext(...troubles: readonly Trouble[]): void;
  stop(): Promise<void>;
};

const XML = { 'content-type': 'text/xml; charset=utf-8' };
const HOST = '127.0.0.1';

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
};

const soapActionOf = ({ headers }: IncomingMessage): string => String(headers['soapaction']);

type Office = { readonly desk: Desk; readonly check: MessageCheck };

const answerTo = ({ desk, check }: Office, xml: string, soapAction: string): HttpAnswer => {
  const request = requestOf(xml, soapAction);
  if (typeof request === 'string') return faultAnswer('Client', request);
  const problem = check(request.message);
  if (problem !== undefined) return faultAnswer('Client', problem);
  const answer = desk.answer(request);
  const own = answer.status === 200 ? check(answer.message) : undefined;
  return own === undefined ? answer : faultAnswer('Server', `the answer breaks the WSDL: ${own}`);
};

const send = (response: ServerResponse, { status, message }: HttpAnswer): void => {
  response.writeHead(status, XML).end(enveloped(message));
};

/** Goes wrong as told; what hangs is ended when the server stops. */
const fail = (response: ServerResponse, trouble: Trouble): void => {
  if (trouble.kind === 'fault') send(response, faultAnswer(trouble.whose, trouble.reason));
  if (trouble.kind === 'reply')
    response.writeHead(trouble.status, { ...XML, ...trouble.headers }).end(trouble.body);
  if (trouble.kind === 'drop') response.destroy();
};

const METHOD_NOT_ALLOWED = 405;

/** Starts a state's web service on 127.0.0.1, on a free port unless one is given. */
export async function startStateServer(settings: StateServerSettings): Promise<StateServer> {
  const { account, port = 0, questionsBeforeVerdict = 0, limitKb = 10_240, schema } = settings;
  const desk = openDesk({ account, questionsBeforeVerdict, limitKb });
  const office = { desk, check: schema === undefined ? () => undefined : messageCheck(schema) };
  const troubles: Trouble[] = [];
  const asked = new Map<string, number>();

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== 'POST') return void response.writeHead(METHOD_NOT_ALLOWED).end();
    const action = soapActionOf(request);
    const xml = await bodyOf(request);
    asked.set(action, (asked.get(action) ?? 0) + 1);
    const trouble = troubles.shift();
    if (trouble?.kind === 'drop') answerTo(office, xml, action);
    if (trouble) fail(response, trouble);
    else send(response, answerTo(office, xml, action));
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(port, HOST, listening);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${HOST}:${address.port}/NemsisWs`,
    taken: desk.taken,
    asked,
    judgeNext: desk.judgeNext,
    failNext: (...next) => void troubles.push(...next),
    stop: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
