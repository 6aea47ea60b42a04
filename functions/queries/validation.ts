import { liveRows } from '../../store/views/live-rows.ts';
import { accessTrail } from '../access.ts';
import { api } from '../http/api.ts';
import { limits } from '../http/limits.ts';
import { newestDictionary } from '../newest-dictionary.ts';
import { store } from '../store.ts';
import { chartCopies, known } from '../views/chart-copies.ts';
import { validationEndpoints } from './validation-endpoints.ts';

/** What charts lack for their export. A function of its own, as judging takes more than reading. */
export const handler = api(
  validationEndpoints({
    store,
    rows: liveRows(chartCopies, known),
    trail: accessTrail,
    dictionary: () => newestDictionary('EMS'),
    // No agency says of itself yet what a report needs.
    facts: async () => undefined,
  }),
  limits,
);
