import { OperatorFault } from './fault.ts';

/** A kind of error that is known to happen, whose words hold nothing of a patient. */
type Kind = abstract new (...args: never[]) => Error;

/** What an operator does about an error of a kind. */
type Advice = readonly [Kind, string];

/**
 * What a rejection comes to: an error of a known kind is thrown as the fault that operators are told, anything else as it
 * is, for that is a fault of the command itself.
 *
 * @param problem says what could not be done, around the error's own words; the words alone unless it is given
 */
export const toldWith =
  (known: readonly Advice[], problem = (words: string) => words) =>
  (error: unknown): never => {
    const [, advice] = known.find(([kind]) => error instanceof kind) ?? [];
    if (!(error instanceof Error) || advice === undefined) throw error;
    throw new OperatorFault({ problem: problem(error.message), advice });
  };
