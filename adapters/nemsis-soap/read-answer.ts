import type {
  LimitAnswer,
  NoAnswer,
  StateReport,
  SubmissionAnswer,
} from '../../schemas/nemsis/state-answer.ts';
import { CUSTOM_ABOVE, LIMIT_GIVEN, statusKind } from '../../schemas/nemsis/status-code.ts';
import { type Operation, SOAP, WS } from './envelope.ts';
import type { Reply } from './post.ts';
import { readReport, serverErrorIn } from './read-report.ts';
import { child, type Element, readXml, textOf, wholeNumber } from './xml-element.ts';

const unreadable = (detail: string): NoAnswer => ({ kind: 'unreadable', detail });

/** What SOAP 1.1 calls a fault of the client: the same message is refused again. */
const OURS = /(^|:)(Client|MustUnderstand|VersionMismatch)(\.|$)/;

const faultOf = (fault: Element): NoAnswer => {
  const code = textOf(fault, 'faultcode') ?? '';
  const detail = `${code}: ${textOf(fault, 'faultstring') ?? 'no reason given'}`.slice(0, 500);
  return OURS.test(code)
    ? { kind: 'refused', cause: 'fault', detail }
    : { kind: 'server_error', cause: 'fault', detail };
};

const bodyOf = (xml: string): Element | undefined => {
  const envelope = readXml(xml);
  if (envelope?.name !== 'Envelope' || envelope.namespace !== SOAP) return undefined;
  return child(envelope, 'Body');
};

/** The response to an operation, or why there is none in this reply. */
const responseOf = ({ xml }: Reply, operation: Operation): Element | NoAnswer => {
  const body = bodyOf(xml);
  if (!body) return unreadable('The answer is not a SOAP 1.1 envelope.');
  const fault = child(body, 'Fault');
  if (fault) return faultOf(fault);
  const response = child(body, `${operation}Response`);
  return response?.namespace === WS ? response : unreadable(`The answer holds no ${operation}Response.`);
};

interface Judged {
  readonly code: number;
  readonly handle: string;
  readonly report?: StateReport;
}

/** A state's own success is one with findings when its report holds any. */
const acceptedAs = ({ code, report }: Judged): 'accepted' | 'accepted_with_findings' =>
  code > CUSTOM_ABOVE && report && report.rule_violations.length > 0 ? 'accepted_with_findings' : 'accepted';

const answerOf = (judged: Judged, said: string | undefined): SubmissionAnswer => {
  const { code, handle, report } = judged;
  const kind = statusKind(code);
  const detail = said ?? `status code ${code}`;
  switch (kind) {
    case 'accepted':
      return { kind: acceptedAs(judged), ...judged };
    case 'accepted_with_findings':
      return { kind, ...judged };
    case 'pending':
      return handle
        ? { kind, code, handle }
        : unreadable('The answer says to ask again, and gives no handle.');
    case 'server_error':
      return { kind, cause: 'status', code, detail };
    case 'refused':
      return { kind, cause: 'status', code, detail, ...(report && { report }) };
  }
};

/** Where each operation keeps its report. */
const reportIn = (response: Element, operation: Operation): Element | undefined =>
  operation === 'SubmitData'
    ? child(response, 'reports')
    : child(child(response, 'retrieveResult'), 'retrieveSubmitStatus');

/**
 * Reads the reply to SubmitData, or, with the handle that was asked about, to RetrieveStatus. A verdict on another
 * handle is none.
 */
export const readSubmissionAnswer = (reply: Reply, asked?: string): SubmissionAnswer => {
  const operation = asked === undefined ? 'SubmitData' : 'RetrieveStatus';
  const response = responseOf(reply, operation);
  if ('kind' in response) return response;
  const code = wholeNumber(textOf(response, 'statusCode'));
  if (code === undefined) return unreadable('The answer holds no status code.');
  const handle = textOf(response, 'requestHandle') ?? asked ?? '';
  if (asked !== undefined && handle !== asked) return unreadable('The answer is about another submission.');
  const report = reportIn(response, operation);
  return answerOf({ code, handle, ...(report && { report: readReport(report) }) }, serverErrorIn(report));
};

/** Reads the reply to QueryLimit; a service that gives its limit with a wrong code is believed. */
export const readLimitAnswer = (reply: Reply): LimitAnswer => {
  const response = responseOf(reply, 'QueryLimit');
  if ('kind' in response) return response;
  const code = wholeNumber(textOf(response, 'statusCode'));
  const kb = wholeNumber(textOf(response, 'limit')) ?? 0;
  if (kb > 0) return { kind: 'limit', kb };
  if (code === undefined || code === LIMIT_GIVEN) return unreadable('The answer holds no limit.');
  const kind = statusKind(code) === 'server_error' ? 'server_error' : 'refused';
  return { kind, cause: 'status', code, detail: `status code ${code}` };
};
