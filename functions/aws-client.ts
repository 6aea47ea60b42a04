import { traced } from './telemetry.ts';

/** How long a client waits, and how often it asks. */
interface Patience {
  /** Tries of one call, the first included. */
  readonly attempts: number;
  /** Milliseconds until an answer begins, and between any two parts of it. */
  readonly answerMs: number;
}

/** Most functions run for ten seconds at most: three silent tries leave time to say so. */
export const PATIENCE: Patience = { attempts: 3, answerMs: 2_500 };

/** Within a region a connection takes milliseconds. */
const CONNECTION_MS = 1_000;

type Client = Parameters<typeof traced>[0];

const settingsOf = ({ attempts, answerMs }: Patience) => ({
  maxAttempts: attempts,
  requestHandler: {
    connectionTimeout: CONNECTION_MS,
    requestTimeout: answerMs,
    socketTimeout: answerMs,
    throwOnRequestTimeout: true,
  },
});

/**
 * Makes an AWS client of a function: traced, and with an end to its patience, for by itself it waits for a silent
 * connection longer than any function runs.
 *
 * @param settings what the client needs besides, such as an endpoint of its own
 * @returns the client, whose calls fail with a `TimeoutError` once nothing answered at any try
 */
export const awsClient = <C extends Client, S extends object>(
  Kind: new (settings: S & ReturnType<typeof settingsOf>) => C,
  settings: S,
  patience = PATIENCE,
): C => traced(new Kind({ ...settings, ...settingsOf(patience) }));
