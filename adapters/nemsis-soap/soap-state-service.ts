import { lookup } from 'node:dns';
import { StateAccount } from '../../schemas/nemsis/state-account.ts';
import type { NoAnswer } from '../../schemas/nemsis/state-answer.ts';
import { endpointFault, type Reach } from '../../schemas/nemsis/state-endpoint.ts';
import { limitEnvelope, type Operation, statusEnvelope, submitEnvelope } from './envelope.ts';
import { type ExchangeLimits, post, type Reply } from './post.ts';
import { publicLookup, type Resolve } from './public-lookup.ts';
import { readLimitAnswer, readSubmissionAnswer } from './read-answer.ts';
import type { StateService } from './state-service.ts';

/** Where a state's service is, as whom an agency speaks to it, and whether it may be on this very machine. */
export interface StateServiceSettings {
  readonly endpoint: string;
  readonly account: StateAccount;
  readonly reach: Reach;
  readonly limits?: ExchangeLimits;
  /** How names become addresses; as the system does unless said otherwise. */
  readonly resolve?: Resolve;
}

const LIMITS: ExchangeLimits = { milliseconds: 60_000, answerBytes: 4 * 1024 * 1024 };

/** A service may quote what it was sent: where it is told on, there is nothing of the account. */
const without = (account: StateAccount, text: string): string =>
  [account.password, account.username].reduce((rest, secret) => rest.replaceAll(secret, '***'), text);

/** Sends nothing to an address that cannot be a state's: it may have been taken before that was asked of it. */
const sendingTo = ({ endpoint, reach, limits = LIMITS, resolve = lookup }: StateServiceSettings) => {
  const fault = endpointFault(endpoint, reach);
  const names = reach === 'public' ? publicLookup(resolve) : undefined;
  return async (operation: Operation, envelope: string): Promise<Reply | NoAnswer> =>
    fault === undefined
      ? post({ endpoint, operation, envelope, lookup: names }, limits)
      : { kind: 'refused', cause: 'address', detail: `it ${fault}` };
};

/**
 * The state's web service over SOAP 1.1. An account that cannot be one throws before anything is sent; an address that
 * cannot be a state's, or whose name leads into a private network, is answered as a refusal, and nothing is sent.
 */
export const soapStateService = (settings: StateServiceSettings): StateService => {
  const account = StateAccount.parse(settings.account);
  const send = sendingTo(settings);
  const discreet = <A extends { kind: string; detail?: string }>(answer: A): A =>
    answer.detail === undefined ? answer : { ...answer, detail: without(account, answer.detail) };
  const ask = async <A extends { kind: string; detail?: string }>(
    operation: Operation,
    envelope: string,
    read: (reply: Reply) => A | NoAnswer,
  ): Promise<A | NoAnswer> => {
    const reply = await send(operation, envelope);
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
