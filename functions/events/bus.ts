import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { BusEntry } from '../../schemas/commit.ts';

/** What became of one entry: taken, or the code of the fault. */
export type PutResult = { readonly code?: string | undefined };

/** The bus as the publisher sees it: takes a few entries at once and answers for each. */
export interface Bus {
  put(entries: readonly BusEntry[]): Promise<readonly PutResult[]>;
}

/** The limits of one PutEvents call (EventBridge quotas): entries, and bytes of all of them together. */
export const MAX_ENTRIES = 10;
export const MAX_PUT_BYTES = 256 * 1024;

const SOURCE = 'fusionems';
const detailType = (entry: BusEntry) => `${entry.category}.committed`;

/** An entry's size as EventBridge counts it: UTF-8 bytes of source, detail type and detail. */
export const entryBytes = (entry: BusEntry): number =>
  Buffer.byteLength(SOURCE) + Buffer.byteLength(detailType(entry)) + Buffer.byteLength(JSON.stringify(entry));

/** The event bus on EventBridge. */
export const eventBridgeBus = (client: EventBridgeClient, name: string): Bus => ({
  async put(entries) {
    const answer = await client.send(
      new PutEventsCommand({
        Entries: entries.map((entry) => ({
          EventBusName: name,
          Source: SOURCE,
          DetailType: detailType(entry),
          Detail: JSON.stringify(entry),
        })),
      }),
    );
    const results = (answer.Entries ?? []).map(({ ErrorCode }) => ({ code: ErrorCode }));
    if (results.length !== entries.length)
      throw new Error(
        `The bus answered for ${results.length} of ${entries.length} entries; send them again.`,
      );
    return results;
  },
});
