import { StateAccount, StateEndpoint } from '../../schemas/nemsis/state-account.ts';
import type { NoAnswer } from '../../schemas/nemsis/state-answer.ts';
import { limitEnvelope, type Operation, statusEnvelope, submitEnvelope } from './envelope.ts';
import { type ExchangeLimits, post, type Reply } from './post.ts';
import { readLimitAnswer, readSubmissionAnswer } from './read-answer.ts';
import type { StateService } from './state-service.ts';

/** Where a state's service is, and as whom an agency speaks to it. */
export interface StateServiceSettings {
  readonly endpoint: string;
  readonly account: StateAccount;
  readonly limits?: ExchangeLimits;
}

const LIMITS: ExchangeLimits = { milliseconds: 60_000, answerBytes: 4 * 1024 * 1024 };

/** A service may quote what it was sent: where it is told on, there is nothing of the account. */
const without = (account: StateAccount, text: string): string =>
  [account.password, account.username].reduce((rest, secret) => rest.replaceAll(secret, '***'), text);

/** The state's web service over SOAP 1.1. An endpoint or an account that cannot be one throws before anything is sent. */
export const soapStateService = (settings: StateServiceSettings): StateService => {
  const endpoint = StateEndpoint.parse(settings.endpoint);
  const account = StateAccount.parse(settings.account);
  const discreet = <A extends { kind: string; detail?: string }>(answer: A): A =>
    answer.detail === undefined ? answer : { ...answer, detail: without(account, answer.detail) };
  const ask = async <A extends { kind: string; detail?: string }>(
    operation: Operation,
    envelope: string,
    read: (reply: Reply) => A | NoAnswer,
  ): Promise<A | NoAnswer> => {
    const reply = await post({ endpoint, operation, envelope }, settings.limits ?? LIMITS);
    return discreet(reply.kind === 'reply' ? read(reply) : reply);
  };

  return {
    submit: (submission) =>
      ask('SubmitData', submitEnvelope(account, submission), (reply) => readSubmissionAnswer(reply)),
    status: (handle) =>
      ask('RetrieveStatus', statusEnvelope(account, handle), (reply) => readSubmissionAnswer(reply, handle)),
    limit: () => ask('QueryLimit', limitEnvelope(account), readLimitAnswer),
  };
};
