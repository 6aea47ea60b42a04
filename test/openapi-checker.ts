import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import * as z from 'zod';
import { ERRORS, type ErrorCode } from '../schemas/error.ts';

/** One answer of the API as a client saw it. */
export interface ApiAnswer {
  readonly method: string;
  /** The path as it was asked for, without the query. */
  readonly path: string;
  readonly status: number;
  /** By name, in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed where it is JSON, else the text; '' where there is none. */
  readonly body: unknown;
}

const Response = z.looseObject({ content: z.record(z.string(), z.unknown()).default({}) });
const Reference = z.looseObject({ $ref: z.string().startsWith('#/components/responses/') });
const Operation = z.looseObject({ responses: z.record(z.string(), z.union([Reference, Response])) });
const Method = z.enum(['get', 'put', 'post', 'patch', 'delete', 'options', 'head', 'trace']);
const Document = z.looseObject({
  openapi: z.string().startsWith('3.1'),
  paths: z.record(z.string(), z.partialRecord(Method, Operation)),
  components: z.looseObject({ responses: z.record(z.string(), Response) }),
});
type Document = z.infer<typeof Document>;

interface Described {
  readonly content: Readonly<Record<string, unknown>>;
  /** Where the response stands in the document. */
  readonly at: readonly string[];
}

const ERROR = ['components', 'schemas', 'Error'];

const pointer = (parts: readonly string[]) =>
  `api#/${parts.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`;

const loaded = (source: object) => {
  const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true, validateSchema: false }));
  return { document: Document.parse(source), ajv: ajv.addSchema(source, 'api') };
};
type Loaded = ReturnType<typeof loaded>;

const known = new WeakMap<object, Loaded>();

/** Schemas are compiled once a document, not once an answer. */
const load = (source: object): Loaded => {
  const checker = known.get(source) ?? loaded(source);
  known.set(source, checker);
  return checker;
};

const breaches = ({ ajv }: Loaded, schema: readonly string[], value: unknown): readonly string[] => {
  const validate = ajv.getSchema(pointer(schema));
  if (!validate) return [`the document has no schema at ${pointer(schema)}`];
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `body${instancePath} ${message}`);
};

/** The template that a path is an instance of; one with fewer parameters goes before one with more. */
const templateOf = ({ paths }: Document, path: string): string | undefined => {
  const isInstance = (template: string) =>
    new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path);
  const parameters = (template: string) => template.split('{').length;
  return Object.keys(paths)
    .filter(isInstance)
    .toSorted((a, b) => parameters(a) - parameters(b))[0];
};

const refused = (checker: Loaded, { method, status, body }: ApiAnswer, code: ErrorCode) => {
  if (status !== ERRORS[code].status) return [`the document does not list it, so it has to be ${code}`];
  if (method === 'HEAD') return [];
  const said = z.object({ error: z.object({ code: z.literal(code) }) }).safeParse(body);
  return said.success ? breaches(checker, ERROR, body) : [`the code is not ${code}`];
};

const otherMethod = (checker: Loaded, answer: ApiAnswer, methods: readonly string[]) => {
  const allowed = (answer.headers['allow'] ?? '').split(', ');
  const missing = methods.map((method) => method.toUpperCase()).filter((method) => !allowed.includes(method));
  const faults = missing.map((method) => `Allow lacks ${method}`);
  return [...faults, ...refused(checker, answer, 'METHOD_NOT_ALLOWED')];
};

const describedAt = (
  { components }: Document,
  found: z.infer<typeof Operation>['responses'][string],
  at: readonly string[],
): Described => {
  const referred = Reference.safeParse(found).data?.$ref.split('/').at(-1);
  const response = referred === undefined ? found : components.responses[referred];
  const { content } = Response.parse(response);
  return { content, at: referred === undefined ? at : ['components', 'responses', referred] };
};

const contentFaults = (checker: Loaded, answer: ApiAnswer, { content, at }: Described) => {
  if (answer.method === 'HEAD' || Object.keys(content).length === 0)
    return answer.body === '' ? [] : ['there is a body where there should be none'];
  const media = (answer.headers['content-type'] ?? '').split(';')[0] ?? '';
  if (!(media in content)) return [`the content type '${media}' is not documented`];
  const isJson = media === 'application/json';
  return isJson ? breaches(checker, [...at, 'content', media, 'schema'], answer.body) : [];
};

/** HEAD is GET without the body (RFC 9110, section 9.3.2), so it is described where GET is; but it may be refused. */
const methodOf = ({ method, status }: ApiAnswer) => {
  const described = method === 'HEAD' && status !== ERRORS.METHOD_NOT_ALLOWED.status ? 'GET' : method;
  return Method.safeParse(described.toLowerCase()).data;
};

const faultsOf = (checker: Loaded, answer: ApiAnswer): readonly string[] => {
  const template = templateOf(checker.document, answer.path);
  if (template === undefined) return refused(checker, answer, 'NOT_FOUND');
  const operations = checker.document.paths[template] ?? {};
  const method = methodOf(answer);
  const responses = method && operations[method]?.responses;
  if (!responses) return otherMethod(checker, answer, Object.keys(operations));
  const status = String(answer.status);
  const found = responses[status];
  if (!found) return ['the status is not documented'];
  const at = ['paths', template, method, 'responses', status];
  return contentFaults(checker, answer, describedAt(checker.document, found, at));
};

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/**
 * Holds an answer against the API's own OpenAPI document, so that every test of the deployed API is also a test that
 * the document is true. What the document does not list must be refused as it says: an unknown path with NOT_FOUND,
 * another method with METHOD_NOT_ALLOWED and `Allow`.
 *
 * @throws when the status, the content type or the body is not as documented, naming each breach
 */
export const checkAnswer = (document: unknown, answer: ApiAnswer): void => {
  const faults = isObject(document) ? faultsOf(load(document), answer) : ['there is no document'];
  if (faults.length === 0) return;
  const { method, path, status } = answer;
  throw new Error(
    `${method} ${path} answered ${status}, which breaks the document:\n- ${faults.join('\n- ')}`,
  );
};
