import type { Reporter, TestCase, TestModule } from 'vitest/node';

const statesOf = (modules: readonly TestModule[]) =>
  modules.flatMap((module) => [...module.children.allTests()]).map((test: TestCase) => test.result().state);

/** Ends a run with one plain line that any CI can read: how many tests passed, failed and were skipped. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const states = statesOf(modules);
    const count = (state: string) => states.filter((each) => each === state).length;
    const broken = modules.filter((module) => module.state() === 'failed' && !module.children.size).length;
    const failed = count('failed') + broken + errors.length;
    console.log(`\n${count('passed')} passed, ${failed} failed, ${count('skipped')} skipped`);
  }
}
