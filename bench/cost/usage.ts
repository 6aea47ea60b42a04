import type { Call } from './call.ts';
import { NOTHING_USED } from './dollars.ts';
import type { Usage } from './prices.ts';
import type { Work } from './warm-function.ts';

/** Lambda's own lines of a run: START, END and REPORT, with their ids. */
const PLATFORM_LOG_BYTES = 400;
/** Every function has a gigabyte (lib/constructs/service-function.ts). */
const GIGABYTES = 1;

const KB = 1024;
/** So many bytes are one request or event; what is longer counts as several. */
const CHUNKS = { sqs: 64 * KB, events: 64 * KB, sockets: 32 * KB } as const;

const chunks = (calls: readonly Call[], service: keyof typeof CHUNKS): number =>
  calls
    .filter((call) => call.service === service)
    .reduce((sum, { bytes }) => sum + Math.max(1, Math.ceil(bytes / CHUNKS[service])), 0);

const callsOf = (calls: readonly Call[], service: Call['service']): number =>
  calls.filter((call) => call.service === service).length;

/** What has a price of a function's work; the events of a bus and the requests of a queue's poller are added by who knows. */
export const usageOf = ({ runs, billed_ms, log_bytes, calls }: Work): Usage => ({
  ...NOTHING_USED,
  write_units: calls.reduce((sum, each) => sum + each.write_units, 0),
  read_units: calls.reduce((sum, each) => sum + each.read_units, 0),
  lambda_runs: runs,
  lambda_gb_seconds: (billed_ms / 1000) * GIGABYTES,
  queue_requests: chunks(calls, 'sqs'),
  socket_messages: chunks(calls, 'sockets'),
  objects_put: callsOf(calls, 's3'),
  key_requests: callsOf(calls, 'kms'),
  log_bytes: log_bytes + runs * PLATFORM_LOG_BYTES,
});
