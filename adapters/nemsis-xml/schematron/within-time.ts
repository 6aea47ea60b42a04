import { createContext, Script } from 'node:vm';

const nothing = (): void => undefined;
/** What is run now; one context serves all, because making one takes longer than most rules. */
let current = nothing;
const CONTEXT = createContext({ run: () => current() });
const RUN = new Script('run()');

/** The error comes of another realm, whose `Error` is not ours. */
const isTimeout = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';

/**
 * Runs it, and ends it when it takes longer: one expression can go on for ever, and nothing in it asks for the time. What
 * it holds must not be used afterwards. Undefined: it was ended.
 */
export const withinTime = <T>(milliseconds: number, run: () => T): { readonly value: T } | undefined => {
  let value: { readonly value: T } | undefined;
  current = () => {
    value = { value: run() };
  };
  try {
    RUN.runInContext(CONTEXT, { timeout: Math.max(1, Math.ceil(milliseconds)) });
    return value;
  } catch (error) {
    if (isTimeout(error)) return undefined;
    throw error;
  } finally {
    current = nothing;
  }
};
