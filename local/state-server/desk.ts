import { createHash, randomUUID } from 'node:crypto';
import { type HttpAnswer, limitAnswer, statusAnswer, submitAnswer } from './answer.ts';
import type { OperationName, StateRequest } from './request.ts';

/** Whom the state knows. */
export type KnownAccount = {
  readonly username: string;
  readonly password: string;
  readonly organization: string;
};

/** What becomes of a submission: a status code, and the inside of the report with it. */
export type Verdict = { readonly code: number; readonly report?: string };

/** A submission that the state took in; `payload` is canonical XML. */
export type Taken = {
  readonly handle: string;
  readonly dataSchema: number;
  readonly schemaVersion: string;
  readonly payload: string;
  readonly verdict: Verdict;
};

/** How a state works: how often it answers "not yet" to each submission, and its limit for a payload in KB. */
export type DeskSettings = {
  readonly account: KnownAccount;
  readonly questionsBeforeVerdict: number;
  readonly limitKb: number;
};

/** What the state has, and how it answers. */
export type Desk = {
  readonly taken: readonly Taken[];
  /** The verdict of the next submission that is taken in; the ones after it are accepted again. */
  judgeNext(verdict: Verdict): void;
  answer(request: StateRequest): HttpAnswer;
};

const NO_REPORT = '<xmlValidationErrorReport><totalErrorCount>0</totalErrorCount></xmlValidationErrorReport>';
const ACCEPTED: Verdict = { code: 1, report: NO_REPORT };
const PENDING = [0, 10];
const KB = 1024;

/** Why the account may not, as a status code. */
const accountCode = (account: KnownAccount, fields: StateRequest['fields']): number | undefined => {
  const isKnown = fields['username'] === account.username && fields['password'] === account.password;
  if (!isKnown) return -1;
  return fields['organization'] === account.organization ? undefined : -3;
};

const refusal = (operation: OperationName, handle: string, code: number): HttpAnswer => {
  if (operation === 'SubmitData') return submitAnswer(handle, code);
  return operation === 'RetrieveStatus' ? statusAnswer(handle, code) : limitAnswer(-1, code);
};

/** A state's desk: takes data in, tells "not yet" as often as it should (0, then 10), then its verdict. */
export const openDesk = ({ account, questionsBeforeVerdict, limitKb }: DeskSettings): Desk => {
  const taken: Taken[] = [];
  const questions = new Map<string, number>();
  const digests = new Set<string>();
  let verdict = ACCEPTED;

  const take = (request: StateRequest, payload: string): Taken => {
    const one = {
      handle: randomUUID(),
      dataSchema: Number(request.fields['requestDataSchema']),
      schemaVersion: request.fields['schemaVersion'] ?? '',
      payload,
      verdict,
    };
    verdict = ACCEPTED;
    taken.push(one);
    questions.set(one.handle, questionsBeforeVerdict);
    return one;
  };

  const submit = (request: StateRequest): HttpAnswer => {
    const { payload = '' } = request;
    if (Buffer.byteLength(payload) > limitKb * KB) return submitAnswer('', -30);
    const digest = createHash('sha256').update(payload).digest('hex');
    if (digests.has(digest)) return submitAnswer('', -11);
    const { handle, verdict: judged } = take(request, payload);
    if (judged.code > 0) digests.add(digest);
    return questionsBeforeVerdict > 0
      ? submitAnswer(handle, 0)
      : submitAnswer(handle, judged.code, judged.report);
  };

  const status = (handle: string): HttpAnswer => {
    const one = taken.find((each) => each.handle === handle);
    const left = questions.get(handle) ?? 0;
    if (one === undefined) return statusAnswer(handle, -43);
    questions.set(handle, left - 1);
    if (left > 1) return statusAnswer(handle, PENDING[left % 2] ?? 0);
    return statusAnswer(handle, one.verdict.code, one.verdict.report);
  };

  const answer = (request: StateRequest): HttpAnswer => {
    const { operation, fields } = request;
    const { requestHandle: handle = '' } = fields;
    const code = accountCode(account, fields);
    if (code !== undefined) return refusal(operation, handle, code);
    if (operation === 'QueryLimit') return limitAnswer(limitKb, 51);
    if (operation === 'RetrieveStatus') return status(handle);
    return submit(request);
  };

  const judgeNext = (next: Verdict): void => {
    verdict = next;
  };

  return { taken, answer, judgeNext };
};
