import { putElementsBy } from '../../domain/nemsis/put-elements.ts';
import { isRefusal, whenAccepted } from '../../schemas/error.ts';
import type { Dictionary } from '../../schemas/nemsis/dictionary.ts';
import * as routes from '../../schemas/routes/chart-writes.ts';
import type { EventStore } from '../../store/event-store.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import { changeChart, written } from './chart-change.ts';

interface Parts {
  readonly store: EventStore;
  /** The EMS dictionary of the release that holds; read when it is first asked for. */
  dictionary(): Promise<Dictionary>;
}

const putElements = ({ store, dictionary }: Parts) =>
  endpoint(routes.putElements, async (request) => {
    const { version: seen, ...asked } = request.body;
    const made = putElementsBy(await dictionary(), asked);
    if (isRefusal(made)) return made;
    const { id } = request.params;
    const command = () => made;
    return whenAccepted(
      await changeChart(store, request, { id, operation: 'putElements', seen, command }),
      written,
    );
  });

/** What a chart says beside its typed fields, by the numbers of the standard. */
export const chartElementEndpoints = (parts: Parts): readonly Endpoint[] => [putElements(parts)];
