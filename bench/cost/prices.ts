/** When these prices were last compared with the price lists of AWS, and for which region. */
export const PRICES_OF = { date: '2026-11-29', region: 'us-east-1' } as const;

const MILLION = 1_000_000;

/** List prices in dollars of one each, without free tiers and discounts: the one place where money is written down. */
export const PRICES = {
  /** DynamoDB on demand, standard class; a transactional write is counted as two. */
  write_units: { what: 'DynamoDB write request unit (1 KB)', dollars: 0.625 / MILLION },
  /** A unit is a strongly consistent read of 4 KB; one that need not be consistent is half a unit. */
  read_units: { what: 'DynamoDB read request unit (4 KB)', dollars: 0.125 / MILLION },
  lambda_runs: { what: 'Lambda request', dollars: 0.2 / MILLION },
  lambda_gb_seconds: { what: 'Lambda GB-second, arm64', dollars: 0.000_013_333_4 },
  http_requests: { what: 'API Gateway HTTP API request (512 KB)', dollars: 1 / MILLION },
  bus_events: { what: 'EventBridge custom event (64 KB)', dollars: 1 / MILLION },
  queue_requests: { what: 'SQS standard request (64 KB)', dollars: 0.4 / MILLION },
  socket_messages: { what: 'API Gateway WebSocket message (32 KB)', dollars: 1 / MILLION },
  objects_put: { what: 'S3 PUT, LIST', dollars: 0.005 / 1_000 },
  key_requests: { what: 'KMS request', dollars: 0.03 / 10_000 },
  log_bytes: { what: 'CloudWatch Logs, byte taken in', dollars: 0.5 / 1_000_000_000 },
  traces: { what: 'X-Ray trace recorded', dollars: 5 / MILLION },
} as const satisfies Record<string, { readonly what: string; readonly dollars: number }>;

/** What has a price. */
export type Priced = keyof typeof PRICES;

/** How much was used of what has a price. */
export type Usage = Readonly<Record<Priced, number>>;
