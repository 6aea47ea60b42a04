import type { BusEntry } from '../../schemas/commit.ts';
import type { Bus } from './bus.ts';
import { publish } from './publish.ts';

/** Tells the bus of commits again; one that it will never take is a fault that names its commit. */
export const tellBus =
  (bus: Bus) =>
  async (entries: readonly BusEntry[]): Promise<void> => {
    const [refused] = await publish(bus, entries);
    if (!refused) return;
    const { tenant_id, category, id, first_version } = refused.entry;
    throw new Error(`${tenant_id}#${category}#${id} v${first_version} was not told: ${refused.reason}.`);
  };
