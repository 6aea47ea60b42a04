import { describe, expect, it } from 'vitest';
import { openApiDocument } from '../schemas/openapi.ts';
import { ROUTES } from '../schemas/routes/all.ts';
import { type ApiAnswer, checkAnswer } from './openapi-checker.ts';

const document: unknown = JSON.parse(JSON.stringify(openApiDocument(ROUTES)));
const id = '8f14e45f-ceea-467f-9d2c-3b1f6a7c0e55';
const chart = `/v1/charts/${id}`;
const headers = { 'content-type': 'application/json; charset=utf-8' };
const error = (code: string) => ({ error: { code, message: 'm', details: {}, trace_id: 't' } });

const written: ApiAnswer = { method: 'PATCH', path: chart, status: 200, headers, body: { id, version: 2 } };
const page: ApiAnswer = {
  method: 'GET',
  path: '/docs',
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<!doctype html>',
};
const noMethod: ApiAnswer = {
  method: 'DELETE',
  path: chart,
  status: 405,
  headers: { ...headers, allow: 'GET, PATCH' },
  body: error('METHOD_NOT_ALLOWED'),
};
const signedOut: ApiAnswer = {
  method: 'POST',
  path: '/v1/auth/sign-out',
  status: 204,
  headers: {},
  body: '',
};

const checked = (answer: ApiAnswer) => () => checkAnswer(document, answer);

describe('An answer as documented', () => {
  it.each<[string, ApiAnswer]>([
    ['done', written],
    ['with a refusal of the service', { ...written, status: 409, body: error('VERSION_CONFLICT') }],
    ['with a refusal of the gateway', { ...written, status: 401, body: { message: 'Unauthorized' } }],
    ['that is no JSON', page],
    ['with no body', signedOut],
    ['to HEAD', { ...page, method: 'HEAD', body: '' }],
    ['of a file', { ...page, path: '/docs/start.js', headers: { 'content-type': 'text/javascript' } }],
    ['to an unknown path', { ...written, path: '/v2', status: 404, body: error('NOT_FOUND') }],
    ['to another method', noMethod],
    ['to a refused HEAD', { ...noMethod, method: 'HEAD', body: '' }],
  ])('%s is let through', (_what, answer) => {
    expect(checked(answer)).not.toThrow();
  });
});

describe('An answer that breaks the document is found:', () => {
  it.each<[string, ApiAnswer, string]>([
    ['a status', { ...written, status: 418 }, 'the status is not documented'],
    ['a status of another operation', { ...page, status: 401, headers }, 'the status is not documented'],
    [
      'a field',
      { ...written, body: { id, version: 2, ssn: '123456789' } },
      'must NOT have additional properties',
    ],
    ['a missing field', { ...written, body: { id } }, "body must have required property 'version'"],
    ['a type', { ...written, body: { id, version: '2' } }, 'body/version must be integer'],
    ['a format', { ...written, body: { id: 'none', version: 2 } }, 'body/id must match'],
    ['no body', { ...written, body: '' }, 'body must be object'],
    ['a body', { ...signedOut, body: 'bye' }, 'there is a body where there should be none'],
    ['a body of HEAD', { ...page, method: 'HEAD' }, 'there is a body where there should be none'],
    [
      'a content type',
      { ...written, headers: { 'content-type': 'text/html' } },
      "'text/html' is not documented",
    ],
    ['no content type', { ...written, headers: {} }, "the content type '' is not documented"],
    [
      'a code of another status',
      { ...written, status: 409, body: error('LOCKED') },
      'body/error/code must be',
    ],
    ['a code nobody knows', { ...written, status: 404, body: error('GONE') }, 'body/error/code must be'],
    [
      'an error without its trace',
      { ...written, status: 404, body: { error: { code: 'NOT_FOUND' } } },
      'trace_id',
    ],
    ['an unknown path that is served', { ...written, path: '/v2' }, 'it has to be NOT_FOUND'],
    [
      'an unknown path of the gateway',
      { ...written, path: '/v2', status: 404, body: { message: 'Not Found' } },
      'code',
    ],
    ['another method that is served', { ...written, method: 'DELETE' }, 'it has to be METHOD_NOT_ALLOWED'],
    [
      'a method left out of Allow',
      { ...noMethod, headers: { ...headers, allow: 'GET' } },
      'Allow lacks PATCH',
    ],
    ['no Allow', { ...noMethod, headers }, 'Allow lacks GET'],
  ])('%s', (_what, answer, fault) => {
    expect(checked(answer)).toThrow(fault);
  });

  it('names what was asked and each breach', () => {
    expect(checked({ ...written, body: { version: 'two' } })).toThrow(
      new Error(
        [
          `PATCH ${chart} answered 200, which breaks the document:`,
          "- body must have required property 'id'",
          '- body/version must be integer',
        ].join('\n'),
      ),
    );
  });

  it('and so is a document that is none', () => {
    expect(() => checkAnswer('', written)).toThrow('there is no document');
    expect(() => checkAnswer({ openapi: '2.0' }, written)).toThrow('Invalid');
  });
});
