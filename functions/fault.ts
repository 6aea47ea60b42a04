import { type Refusal, refuse } from '../schemas/error.ts';

/** A fault as it may be logged: without its message, because a library's message may repeat what it was given. */
export const faultOf = (error: Error) => ({
  name: error.name,
  at: (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at ')),
});

const isUpstream = (error: Error) => '$fault' in error || '$metadata' in error;

/** A fault as a client is told of it: without a word of it. */
export const faultRefusal = (error: Error): Refusal =>
  isUpstream(error)
    ? refuse('UPSTREAM_FAILED', 'A system behind the service failed; try again later.')
    : refuse('INTERNAL', 'The service failed; the trace id finds the reason in its logs.');
