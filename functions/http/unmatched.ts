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

const head = async (endpoint: Endpoint, call: Call, pathParameters: Params): Promise<Outcome> => {
  const outcome = await endpoint.call({ ...call, event: { ...call.event, pathParameters } });
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
    const { method, path } = call.event.requestContext.http;
    const here = routes.filter((route) => paramsIn(route.path, path));
    const [first] = here;
    if (!first) return notFound(call);
    const readable = served.find(({ key }) => here.some((route) => key === `GET ${route.path}`));
    const methods = [...new Set([...here.map((route) => route.method), ...(readable ? ['HEAD'] : [])])].sort();
    if (method === 'OPTIONS') return options(methods);
    if (method === 'HEAD' && readable) return head(readable, call, paramsIn(first.path, path) ?? {});
    return notAllowed(call, methods);
  },
});
