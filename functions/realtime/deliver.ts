import type { Push } from '../../schemas/realtime.ts';
import type { Sockets } from './sockets.ts';

/** Some subscribers could not be reached now; pushing to all of them again may succeed. */
export class PushesFailed extends Error {
  override readonly name = 'PushesFailed';
  readonly failures: readonly unknown[];

  constructor(failures: readonly unknown[], subscribers: number) {
    super(`${failures.length} of ${subscribers} subscribers were not reached; push to all of them again.`);
    this.failures = failures;
  }
}

/** Who gets what, and what is done about a connection that has ended. */
export interface Delivery {
  readonly sockets: Sockets;
  readonly subscribers: readonly string[];
  readonly pushes: readonly Push[];
  forget(connection_id: string): Promise<void>;
}

const AT_ONCE = 20;

const deliverTo = async ({ sockets, pushes, forget }: Delivery, connection_id: string) => {
  for (const push of pushes)
    if ((await sockets.send(connection_id, push)) === 'gone') return forget(connection_id);
};

/**
 * Sends all pushes to all subscribers, at most 20 of them at once. One that fails keeps none from the others; when
 * all were tried, PushesFailed says so, and the repetition sends duplicates, which `version` lets clients drop.
 */
export const deliver = async (delivery: Delivery): Promise<void> => {
  const failures: unknown[] = [];
  const waiting = delivery.subscribers.values();
  const worker = async () => {
    for (const connection_id of waiting)
      await deliverTo(delivery, connection_id).catch((error: unknown) => failures.push(error));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (failures.length > 0) throw new PushesFailed(failures, delivery.subscribers.length);
};
