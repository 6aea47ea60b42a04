interface FaultParts {
  readonly problem: string;
  readonly advice: string;
  /** 1: it could not be done; 2: it was asked for wrongly. */
  readonly exitCode?: 1 | 2;
}

/**
 * Something an operator can put right, told without a stack trace: what was wrong and where, and what to do. Holds
 * nothing of a patient, because terminals are recorded.
 */
export class OperatorFault extends Error {
  readonly problem: string;
  readonly advice: string;
  readonly exitCode: 1 | 2;

  constructor({ problem, advice, exitCode = 1 }: FaultParts) {
    super(`${problem}\n${advice}`);
    this.name = 'OperatorFault';
    this.problem = problem;
    this.advice = advice;
    this.exitCode = exitCode;
  }
}
