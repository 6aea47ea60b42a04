import { type Refusal, refuse } from '../schemas/error.ts';

/** Where a line of a stack is: a file of ours or of a library, with line and column. */
const FRAME = /^ {4}at .*(?:file:|node:|\/)\S+:\d+:\d+\)?$/;

/** The frames alone: what comes before them is the message, of several lines where a library made it so. */
const framesOf = ({ stack = '', message }: Error): readonly string[] => {
  const after = stack.includes(message) ? stack.indexOf(message) + message.length : 0;
  return stack
    .slice(after)
    .split('\n')
    .filter((line) => FRAME.test(line));
};

/** A fault as it may be logged: without its message, because a library's message may repeat what it was given. */
export const faultOf = (error: Error) => ({ name: error.name, at: framesOf(error) });

const isUpstream = (error: Error) => '$fault' in error || '$metadata' in error;

/** A fault as a client is told of it: without a word of it. */
export const faultRefusal = (error: Error): Refusal =>
  isUpstream(error)
    ? refuse('UPSTREAM_FAILED', 'A system behind the service failed; try again later.')
    : refuse('INTERNAL', 'The service failed; the trace id finds the reason in its logs.');
