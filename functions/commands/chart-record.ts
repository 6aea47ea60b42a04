import { whenAccepted } from '../../schemas/error.ts';
import * as routes from '../../schemas/routes/chart-writes.ts';
import type { EventStore } from '../../store/event-store.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import { changeChart, written } from './chart-change.ts';
import { derivedId } from './ids.ts';

const open = (store: EventStore) =>
  endpoint(routes.openChart, async (request) => {
    const { tenant_id } = request.caller;
    const { incident_number } = request.body;
    const incident_id = derivedId('incident', tenant_id, incident_number);
    const done = await changeChart(store, request, {
      id: derivedId('chart', tenant_id, request.headers['idempotency-key']),
      operation: 'openChart',
      command: () => ({ type: 'open', incident_number, incident_id }),
    });
    return whenAccepted(done, (made) => ({ ...written(made), incident_id }));
  });

const patchCall = (store: EventStore) =>
  endpoint(routes.patchChart, async (request) => {
    const { version: seen, ...changes } = request.body;
    const { id } = request.params;
    const command = () => ({ type: 'record', changes }) as const;
    return whenAccepted(
      await changeChart(store, request, { id, operation: 'patchChart', seen, command }),
      written,
    );
  });

const patchPatient = (store: EventStore) =>
  endpoint(routes.patchPatient, async (request) => {
    const { version: seen, ...patient } = request.body;
    const { id } = request.params;
    const command = () => ({ type: 'record', changes: { patient } }) as const;
    return whenAccepted(
      await changeChart(store, request, { id, operation: 'patchPatient', seen, command }),
      written,
    );
  });

const patchNarrative = (store: EventStore) =>
  endpoint(routes.patchNarrative, async (request) => {
    const { version: seen, ...narrative } = request.body;
    const { id } = request.params;
    const command = () => ({ type: 'record', changes: { narrative } }) as const;
    return whenAccepted(
      await changeChart(store, request, { id, operation: 'patchNarrative', seen, command }),
      written,
    );
  });

const changeStatus = (store: EventStore) =>
  endpoint(routes.changeChartStatus, async (request) => {
    const { version: seen, ...step } = request.body;
    const { id } = request.params;
    const command = () => ({ type: 'change_status', ...step }) as const;
    const done = await changeChart(store, request, { id, operation: 'changeChartStatus', seen, command });
    return whenAccepted(done, (made) => ({ ...written(made), status: step.to }));
  });

/** Opening a chart, recording its sections, and taking it through its lifecycle. */
export const chartRecordEndpoints = (store: EventStore): readonly Endpoint[] =>
  [open, patchCall, patchPatient, patchNarrative, changeStatus].map((make) => make(store));
