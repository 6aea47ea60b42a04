import { defineConfig } from 'vitest/config';

/** These look at what is logged, and set how much that is before anything is loaded: each has its modules to itself. */
const LOGS = [
  'test/phi.test.ts',
  'test/phi-agency.test.ts',
  'test/functions/http/api.test.ts',
  'test/functions/identity/logs.test.ts',
  'test/functions/realtime/socket-api.test.ts',
];
const ENGINE = ['test/**/*.engine.test.ts'];

export default defineConfig({
  test: {
    reporters: ['default', './test/closing-line.ts'],
    pool: 'threads',
    silent: 'passed-only',
    env: { POWERTOOLS_LOG_LEVEL: 'SILENT', POWERTOOLS_METRICS_DISABLED: 'true' },
    coverage: {
      provider: 'v8',
      include: ['domain/**', 'projections/**'],
      thresholds: { branches: 100, functions: 100, lines: 100, statements: 100 },
      // No table: what a run ends with is the plain line of its counts. Thresholds hold all the same.
      reporter: [],
    },
    projects: [
      {
        extends: true,
        // Loading the schemas anew for each file would take twice as long as all the tests.
        test: {
          name: 'unit',
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: [...ENGINE, ...LOGS],
          // Properties search for a while; on a busy machine they must not fail for that.
          testTimeout: 30_000,
        },
      },
      { extends: true, test: { name: 'logs', include: LOGS } },
      {
        extends: true,
        test: {
          name: 'engine',
          include: ENGINE,
          globalSetup: ['test/engine-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
