import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { refuse } from '../../schemas/error.ts';
import type { Route } from '../../schemas/routes/route.ts';
import type { Call, Endpoint, Outcome } from './endpoint.ts';
import { respond, respondRefusal } from './respond.ts';

type Params = NonNullable<APIGatewayProxyEventV2['pathParameters']>;

const paramsIn = (template: string, path: string): Params | undefined => {
  const literal = template.replaceAll('.', '\\.').replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)');
  const match = new RegExp(`^${literal}$`).exec(path);
  return match ? { ...match.groups } : undefined;
};

const notFound = ({ trace_id }: Call): Outcome => {
  const refusal = refuse('NOT_FOUND', 'There is no such path; /openapi.json lists those there are.');
  return { answer: respondRefusal(refusal, trace_id), caller: undefined, code: refusal.code };
};

const notAllowed = ({ trace_id }: Call, methods: readonly string[]): Outcome => {
  const allow = methods.join(', ');
  const refusal = refuse('METHOD_NOT_ALLOWED', `This path takes ${allow}.`, { allow: methods });
  return { answer: respondRefusal(refusal, trace_id, { allow }), caller: undefined, code: refusal.code };
};

const options = (methods: readonly string[]): Outcome => {
  const answer = respond(204, undefined);
  const headers = { ...answer.headers, allow: methods.join(', ') };
  return { answer: { ...answer, headers }, caller: undefined, code: 'OK' };
};

interface Match {
  readonly route: Route;
  readonly params: Params;
}

const matchesAt = (routes: readonly Route[], path: string): readonly Match[] =>
  routes.flatMap((route) => {
    const params = paramsIn(route.path, path);
    return params ? [{ route, params }] : [];
  });

const readableOf = (matches: readonly Match[], served: readonly Endpoint[]) => {
  const get = matches.find(({ route }) => route.method === 'GET');
  const endpoint = served.find(({ key }) => key === `GET ${get?.route.path}`);
  return get && endpoint && { endpoint, params: get.params };
};
type Readable = NonNullable<ReturnType<typeof readableOf>>;

const methodsOf = (matches: readonly Match[], readable: Readable | undefined): readonly string[] => {
  const methods = matches.map(({ route }) => route.method as string);
  return [...new Set(readable ? [...methods, 'HEAD'] : methods)].sort();
};

const head = async ({ endpoint, params }: Readable, call: Call): Promise<Outcome> => {
  const outcome = await endpoint.call({ ...call, event: { ...call.event, pathParameters: params } });
  const { body: _unsent, isBase64Encoded: _neither, ...answer } = outcome.answer;
  return { ...outcome, answer };
};

/**
 * What the gateway's `$default` route sends: a request that none of the routes takes. An unknown path is answered
 * NOT_FOUND, another method of a known path METHOD_NOT_ALLOWED with `Allow`; OPTIONS tells the methods, and HEAD of
 * what is served here is answered as GET is, without the body (RFC 9110, section 9.3.2). The gateway itself answers
 * the preflights of CORS.
 */
export const unmatched = (routes: readonly Route[], served: readonly Endpoint[]): Endpoint => ({
  key: '$default',
  async call(call) {
    const matches = matchesAt(routes, call.event.rawPath);
    if (matches.length === 0) return notFound(call);
    const readable = readableOf(matches, served);
    const { method } = call.event.requestContext.http;
    if (method === 'HEAD' && readable) return head(readable, call);
    const methods = methodsOf(matches, readable);
    return method === 'OPTIONS' ? options(methods) : notAllowed(call, methods);
  },
});
