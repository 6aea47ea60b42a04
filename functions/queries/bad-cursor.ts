import { refuse } from '../../schemas/error.ts';

/** Refuses a cursor that no list has given. */
export const badCursor = () =>
  refuse('VALIDATION_FAILED', 'The cursor is none that a list has given; start again without one.', {
    issues: [{ path: 'query.cursor', message: 'not a cursor' }],
  });
