/** What can go wrong on a developer's machine without being a bug of ours. */
export type LocalFaultCode =
  | 'setting_invalid'
  | 'port_taken'
  | 'python_missing'
  | 'python_packages_failed'
  | 'engine_failed'
  | 'engine_unreachable'
  | 'synthesis_failed'
  | 'cdk_failed'
  | 'mend_failed'
  | 'demonstration_failed';

/**
 * A fault of the machine or its settings, so that a failed step can tell its reader what to do instead of showing a
 * stack trace. `problem` says what was wrong and where, `advice` what to do; the message holds both.
 */
export class LocalFault extends Error {
  readonly code: LocalFaultCode;
  readonly problem: string;
  readonly advice: string;

  constructor({ code, problem, advice }: { code: LocalFaultCode; problem: string; advice: string }) {
    super(`${problem}\n${advice}`);
    this.name = 'LocalFault';
    this.code = code;
    this.problem = problem;
    this.advice = advice;
  }
}
