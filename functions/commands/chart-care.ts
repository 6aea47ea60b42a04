import { whenAccepted } from '../../schemas/error.ts';
import * as routes from '../../schemas/routes/chart-writes.ts';
import type { EventStore } from '../../store/event-store.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import { changeChart, written } from './chart-change.ts';

const recordVitals = (store: EventStore) =>
  endpoint(routes.recordVitals, async (request) => {
    const { version: seen, ...vitals } = request.body;
    const command = (vital_id: string) => ({ type: 'record_vitals', vital_id, vitals }) as const;
    const what = { id: request.params.id, operation: 'recordVitals', seen, command };
    return whenAccepted(await changeChart(store, request, what), (done) => ({
      ...written(done),
      vital_id: done.made,
    }));
  });

const correctVitals = (store: EventStore) =>
  endpoint(routes.correctVitals, async (request) => {
    const { version: seen, ...changes } = request.body;
    const { id, vital_id } = request.params;
    const command = () => ({ type: 'correct_vitals', vital_id, changes }) as const;
    const done = await changeChart(store, request, { id, operation: 'correctVitals', seen, command });
    return whenAccepted(done, (made) => ({ ...written(made), vital_id }));
  });

const recordIntervention = (store: EventStore) =>
  endpoint(routes.recordIntervention, async (request) => {
    const { version: seen, ...intervention } = request.body;
    const command = (intervention_id: string) =>
      ({ type: 'record_intervention', intervention_id, intervention }) as const;
    const what = { id: request.params.id, operation: 'recordIntervention', seen, command };
    const done = await changeChart(store, request, what);
    return whenAccepted(done, (made) => ({ ...written(made), intervention_id: made.made }));
  });

const correctIntervention = (store: EventStore) =>
  endpoint(routes.correctIntervention, async (request) => {
    const { version: seen, ...changes } = request.body;
    const { id, intervention_id } = request.params;
    const command = () => ({ type: 'correct_intervention', intervention_id, changes }) as const;
    const done = await changeChart(store, request, { id, operation: 'correctIntervention', seen, command });
    return whenAccepted(done, (made) => ({ ...written(made), intervention_id }));
  });

/** Recording and correcting what was measured and what was done. */
export const chartCareEndpoints = (store: EventStore): readonly Endpoint[] =>
  [recordVitals, correctVitals, recordIntervention, correctIntervention].map((make) => make(store));
