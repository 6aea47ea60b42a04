import { faultOf } from './fault.ts';

type Call = <I, O>(next: (args: I) => Promise<O>) => (args: I) => Promise<O>;

/** The part of an AWS client that its calls pass through. */
interface Client {
  readonly middlewareStack: { add(call: Call, at: { name: string; step: 'build'; priority: 'low' }): void };
}

const takeWords = (error: unknown): void => {
  if (!(error instanceof Error)) return;
  const { name, at } = faultOf(error);
  error.stack = [name, ...at].join('\n');
  error.message = '';
};

const wordless: Call = (next) => async (args) => {
  try {
    return await next(args);
  } catch (error) {
    takeWords(error);
    throw error;
  }
};

/**
 * Makes an AWS client's errors lose their message, because a service's message may repeat what it was sent and the
 * tracer records it whatever its settings are. Name, metadata and stack stay; the tracer's middleware is of normal
 * priority in the same step, so it sees an error after this has.
 */
export const withWordlessErrors = <C extends Client>(client: C): C => {
  client.middlewareStack.add(wordless, { name: 'WordlessErrors', step: 'build', priority: 'low' });
  return client;
};
