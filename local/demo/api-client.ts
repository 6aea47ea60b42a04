import * as z from 'zod';
import { DemoFault } from './fault.ts';

/** JSON as it is sent. */
export type Json = Readonly<Record<string, unknown>>;

/** One request, and the status that the documentation promises for it. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly path: string;
  readonly expects: number;
  readonly token?: string;
  readonly body?: Json;
  /** Makes a retry safe (the `Idempotency-Key` header). */
  readonly key?: string;
}

const ErrorAnswer = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    trace_id: z.string(),
    details: z.record(z.string(), z.unknown()),
  }),
});
/** The one shape of every error answer. */
export type ErrorAnswer = z.infer<typeof ErrorAnswer>['error'];

const TIMEOUT_MS = 30_000;

const headersOf = ({ token, key, body }: Call): Record<string, string> => ({
  ...(token !== undefined && { authorization: `Bearer ${token}` }),
  ...(key !== undefined && { 'idempotency-key': key }),
  ...(body !== undefined && { 'content-type': 'application/json' }),
});

const unexpected = ({ method, path, expects }: Call, status: number, answer: unknown): DemoFault => {
  const error = ErrorAnswer.safeParse(answer).data?.error;
  const said = error ? ` ${error.code}: ${error.message} ${JSON.stringify(error.details)}` : '';
  const where = error ? `the trace id ${error.trace_id}` : 'this request';
  return new DemoFault({
    problem: `${method} ${path} answered ${status}${said}, where ${expects} was expected.`,
    advice: `Look for ${where} in the functions' logs.`,
  });
};

const unreachable = ({ method, path }: Call, baseUrl: string, error: unknown): DemoFault =>
  new DemoFault({
    problem: `${method} ${baseUrl}${path} got no answer (${error instanceof Error ? error.message : error}).`,
    advice: 'Check that the system runs there ("npm start"), or name the API with --api-url.',
  });

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The public API as its clients see it: HTTP and JSON. */
export class ApiClient {
  readonly baseUrl: string;

  constructor(url: string) {
    this.baseUrl = url.replace(/\/$/, '');
  }

  /** Sends a request and gives the answer as its form; DemoFault for another status or form than promised. */
  async call<S extends z.ZodType>(call: Call, answer: S): Promise<z.output<S>> {
    const parsed = answer.safeParse(await this.#send(call));
    if (parsed.success) return parsed.data;
    const places = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new DemoFault({
      problem: `${call.method} ${call.path} answered in another form than documented: ${places.join('; ')}.`,
      advice: `Compare it with ${this.baseUrl}/openapi.json.`,
    });
  }

  /** Sends a request that must be refused with this code, and gives the error. */
  async refused(call: Call, code: string): Promise<ErrorAnswer> {
    const { error } = await this.call(call, ErrorAnswer);
    if (error.code === code) return error;
    throw unexpected(call, call.expects, { error });
  }

  async #send(call: Call): Promise<unknown> {
    const response = await fetch(`${this.baseUrl}${call.path}`, {
      method: call.method,
      headers: headersOf(call),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
    }).catch((error: unknown) => {
      throw unreachable(call, this.baseUrl, error);
    });
    const answer = jsonOf(await response.text());
    if (response.status === call.expects) return answer;
    throw unexpected(call, response.status, answer);
  }
}
