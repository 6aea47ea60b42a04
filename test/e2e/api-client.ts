import { type ApiAnswer, checkAnswer } from '../openapi-checker.ts';

/** One answer of the deployed API, already checked against the document that the API itself serves. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  // The tests read the fields they expect; what else is in it the document has judged.
  readonly body: Readonly<Record<string, unknown>>;
}

interface Ask {
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Sent as it is, where the body shall be no JSON. */
  readonly raw?: string;
}

const contentOf = async (answer: Response): Promise<unknown> => {
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json');
  return isJson && text !== '' ? JSON.parse(text) : text;
};

const headersOf = ({ token, headers = {}, body, raw }: Ask): Record<string, string> => ({
  ...(body === undefined && raw === undefined ? {} : { 'content-type': 'application/json' }),
  ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  ...headers,
});

/** A client of the deployed API that holds every answer against the API's own document, undocumented statuses included. */
export const apiClient = async (apiUrl: string) => {
  const document: unknown = await (await fetch(`${apiUrl}/openapi.json`)).json();
  return async (method: string, path: string, ask: Ask = {}): Promise<Answered> => {
    const body = ask.raw ?? (ask.body === undefined ? undefined : JSON.stringify(ask.body));
    const answer = await fetch(`${apiUrl}${path}`, {
      method,
      headers: headersOf(ask),
      ...(body === undefined ? {} : { body }),
    });
    const content = await contentOf(answer);
    const seen: ApiAnswer = {
      method,
      path: path.split('?')[0] ?? path,
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: content,
    };
    checkAnswer(document, seen);
    return { status: answer.status, headers: answer.headers, body: content as Answered['body'] };
  };
};

export type ApiClient = Awaited<ReturnType<typeof apiClient>>;
