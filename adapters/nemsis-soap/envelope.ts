import type { StateAccount } from '../../schemas/nemsis/state-account.ts';
import { DATA_SCHEMAS, type Submission } from './state-service.ts';

/** The operations of the web service. */
export type Operation = 'SubmitData' | 'RetrieveStatus' | 'QueryLimit';

/** The namespace of the web service's own elements, and of its operations' names. */
export const WS = 'http://ws.nemsis.org/';
export const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };

const escaped = (text: string): string => text.replace(/[&<>\r]/g, (found) => ESCAPES[found] ?? found);

const element = (name: string, text: string): string => `<ws:${name}>${escaped(text)}</ws:${name}>`;

const PROLOG = /^\uFEFF?\s*(?:<\?xml\s[^>]*\?>)?\s*/;

/** The root element of a document, to stand in another one. Throws on a document type, which cannot. */
const rootOf = (xml: string): string => {
  const root = xml.replace(PROLOG, '');
  if (/<!DOCTYPE/i.test(root)) throw new Error('A data set to submit has a DOCTYPE; write it without one.');
  return root;
};

const envelope = (operation: Operation, account: StateAccount, parameters: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="${SOAP}" xmlns:ws="${WS}"><soap:Body>` +
  `<ws:${operation}Request>${element('username', account.username)}${element('password', account.password)}` +
  `${element('organization', account.organization)}${element('requestType', operation)}${parameters}` +
  `</ws:${operation}Request></soap:Body></soap:Envelope>`;

/** The message that submits a data set, as document/literal SOAP 1.1; the payload is XML inside, not text. */
export const submitEnvelope = (account: StateAccount, submission: Submission): string =>
  envelope(
    'SubmitData',
    account,
    `<ws:submitPayload><ws:payloadOfXmlElement>${rootOf(submission.xml)}</ws:payloadOfXmlElement></ws:submitPayload>` +
      element('requestDataSchema', String(DATA_SCHEMAS[submission.dataSet])) +
      element('schemaVersion', submission.schemaVersion) +
      element('additionalInfo', submission.additionalInfo),
  );

/** The message that asks what became of a submission. */
export const statusEnvelope = (account: StateAccount, handle: string): string =>
  envelope(
    'RetrieveStatus',
    account,
    element('requestHandle', handle) +
      element('originalRequestType', 'SubmitData') +
      element('additionalInfo', ''),
  );

/** The message that asks how large a payload may be. */
export const limitEnvelope = (account: StateAccount): string => envelope('QueryLimit', account, '');
