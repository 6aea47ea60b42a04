import type * as z from 'zod';
import { SECTIONS } from '../../../schemas/chart/sections.ts';
import { number, text, texts } from './form.ts';
import { rowsOf, type Table } from './row.ts';

type Response = z.infer<typeof SECTIONS.response>;
const { row } = rowsOf<Response>();

/** eResponse and eDispatch; the crew has a group of its own. */
export const RESPONSE: Table<Response> = {
  schema: SECTIONS.response,
  rows: [
    row('response_number', 'eResponse.04', text),
    row('service_requested', 'eResponse.05', text),
    row('unit_capability', 'eResponse.07', text),
    row('dispatch_delays', 'eResponse.08', texts),
    row('response_delays', 'eResponse.09', texts),
    row('scene_delays', 'eResponse.10', texts),
    row('transport_delays', 'eResponse.11', texts),
    row('turnaround_delays', 'eResponse.12', texts),
    row('unit_number', 'eResponse.13', text),
    row('unit_call_sign', 'eResponse.14', text),
    row('dispatch_location', 'eResponse.16', text),
    row('odometer_start', 'eResponse.19', number),
    row('odometer_scene', 'eResponse.20', number),
    row('odometer_destination', 'eResponse.21', number),
    row('odometer_end', 'eResponse.22', number),
    row('response_mode', 'eResponse.23', text),
    row('response_mode_descriptors', 'eResponse.24', texts),
    row('dispatch_reason', 'eDispatch.01', text),
    row('emd_performed', 'eDispatch.02', text),
    row('emd_determinant', 'eDispatch.03', text),
    row('dispatch_priority', 'eDispatch.05', text),
  ],
};
