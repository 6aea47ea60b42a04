import type { ENV } from '../../schemas/env.ts';

/** What the stacks set; the rest is Lambda's and the SDK's own. */
type Setting = Exclude<keyof typeof ENV.shape, `AWS_${string}`>;

/** A value for each variable that a function may be given; the ports are of nobody, as nothing is asked. */
const SETTINGS: Readonly<Record<Setting, string>> = {
  KEYS_TABLE: 'keys',
  MASTER_KEY: 'alias/master',
  EVENTS_TABLE: 'bench-events',
  VIEWS_TABLE: 'bench-views',
  EPHEMERAL_TABLE: 'bench-ephemeral',
  ACCESS_TABLE: 'bench-access',
  FEED_TABLE: 'bench-feed',
  ATTACHMENTS_BUCKET: 'bench-attachments',
  EXPORTS_BUCKET: 'bench-exports',
  LOG_BUCKET: 'bench-log',
  LOG_KEY: 'alias/log',
  LOG_NAME: 'bench',
  ARCHIVE_BUCKET: 'bench-archive',
  STATE_ACCOUNTS: 'bench-state-accounts',
  STATE_ACCOUNTS_KEY: 'alias/bench',
  BUS_NAME: 'bench-events',
  DEAD_LETTER_QUEUE_URL: 'http://127.0.0.1:9/000000000000/bench',
  PUSHES_QUEUE_URL: 'http://127.0.0.1:9/000000000000/pushes',
  OWN_QUEUE_URL: 'http://127.0.0.1:9/000000000000/own',
  ARCHIVE_QUEUE_URL: 'http://127.0.0.1:9/000000000000/archive',
  MAX_RECEIVES: '3',
  USER_POOL_ID: 'us-east-1_bench',
  USER_POOL_CLIENT_ID: 'bench',
  CONNECTIONS_ENDPOINT: 'http://127.0.0.1:9',
  WEBSOCKET_URL: 'ws://127.0.0.1:9/live',
  RATE_PER_MINUTE: '600',
  MAX_BODY_BYTES: '262144',
};

/** What the stacks give every function (lib/constructs/service-function.ts). */
const HOUSE = {
  POWERTOOLS_SERVICE_NAME: 'bench',
  POWERTOOLS_METRICS_NAMESPACE: 'FusionEMS',
  POWERTOOLS_LOG_LEVEL: 'INFO',
  POWERTOOLS_TRACER_CAPTURE_RESPONSE: 'false',
  POWERTOOLS_TRACER_CAPTURE_ERROR: 'false',
  NODE_OPTIONS: '--enable-source-maps',
};

/** What the Lambda runtime gives: without it powertools and X-Ray take the process for a developer's and do less. */
const RUNTIME = {
  AWS_REGION: 'us-east-1',
  AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  AWS_MAX_ATTEMPTS: '1',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_FUNCTION_NAME: 'bench',
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '1024',
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
  AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:9',
  _X_AMZN_TRACE_ID: 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1',
  _HANDLER: 'index.handler',
  LAMBDA_TASK_ROOT: '/var/task',
  TZ: 'UTC',
};

/** The whole environment of a function's process, as deployed; nothing of the caller's own is passed on. */
export const LAMBDA_ENVIRONMENT: Readonly<Record<string, string>> = { ...SETTINGS, ...HOUSE, ...RUNTIME };
