import { putElementsBy } from '../../domain/nemsis/put-elements.ts';
import { isRefusal, refuse, whenAccepted } from '../../schemas/error.ts';
import type { Dictionary } from '../../schemas/nemsis/dictionary.ts';
import * as routes from '../../schemas/routes/chart-writes.ts';
import type { EventStore } from '../../store/event-store.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import { changeChart, written } from './chart-change.ts';
import { openingTimes } from './opening-times.ts';

interface Parts {
  readonly store: EventStore;
  /** The EMS dictionary of the release that an agency has for its charts of a moment. */
  dictionary(tenantId: string, moment: string): Promise<Dictionary>;
}

const putElements = ({ store, dictionary }: Parts) => {
  const openedAt = openingTimes(store);
  return endpoint(routes.putElements, async (request) => {
    const { version: seen, ...asked } = request.body;
    const { id } = request.params;
    const { tenant_id } = request.caller;
    const date = await openedAt({ tenant_id, category: 'chart', id });
    if (date === undefined) return refuse('NOT_FOUND', 'There is no such chart.');
    const made = putElementsBy(await dictionary(tenant_id, date), asked);
    if (isRefusal(made)) return made;
    const command = () => made;
    return whenAccepted(
      await changeChart(store, request, { id, operation: 'putElements', seen, command }),
      written,
    );
  });
};

/**
 * What a chart says beside its typed fields, by the numbers of the standard: judged by the release of the chart's date,
 * as its export will be.
 */
export const chartElementEndpoints = (parts: Parts): readonly Endpoint[] => [putElements(parts)];
