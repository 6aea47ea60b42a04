import type { Bus } from '../../functions/events/bus.ts';
import type { Site } from '../world/site.ts';

/** Where functions are deployed: the site, the bus, and who is told of faults that nothing explains. */
export interface Deployment {
  readonly site: Site;
  readonly bus: Bus;
  unexpected(error: unknown): void;
}
