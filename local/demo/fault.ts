/**
 * The system did not answer as its documentation says, so the demonstration cannot go on: what was asked and answered,
 * and where to look. Holds nothing that was sent, because it is printed.
 */
export class DemoFault extends Error {
  readonly problem: string;
  readonly advice: string;

  constructor({ problem, advice }: { problem: string; advice: string }) {
    super(`${problem}\n${advice}`);
    this.name = 'DemoFault';
    this.problem = problem;
    this.advice = advice;
  }
}
