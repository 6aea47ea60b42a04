import { type Change, changeChart } from '../../functions/commands/chart-change.ts';
import type { SignedRequest } from '../../functions/commands/ids.ts';
import { eventStore } from '../../store/event-store.ts';
import type { Container } from './container.ts';
import type { Deployment } from './deployment.ts';
import { commitsOf, ringOf } from './ports.ts';

/** Changes charts, as the endpoints do. What it remembers of keys can be looked at. */
export const chartCommands = ({ site }: Deployment, container: Container) => {
  const ring = ringOf(site, container);
  const store = eventStore(commitsOf(site, container), ring, site.scheduler.now);
  return { ring, change: (request: SignedRequest, change: Change) => changeChart(store, request, change) };
};
