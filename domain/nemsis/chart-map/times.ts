import type * as z from 'zod';
import { SECTIONS } from '../../../schemas/chart/sections.ts';
import { moment } from './form.ts';
import { rowsOf, type Table } from './row.ts';

type Times = z.infer<typeof SECTIONS.times>;
const { row } = rowsOf<Times>();

/** eTimes. Care is transferred at the destination (eTimes.12); to another unit on the way (eTimes.08) goes by number. */
export const TIMES: Table<Times> = {
  schema: SECTIONS.times,
  rows: [
    row('psap_call', 'eTimes.01', moment),
    row('dispatch_notified', 'eTimes.02', moment),
    row('unit_notified', 'eTimes.03', moment),
    row('dispatch_acknowledged', 'eTimes.04', moment),
    row('en_route', 'eTimes.05', moment),
    row('arrived_scene', 'eTimes.06', moment),
    row('arrived_patient', 'eTimes.07', moment),
    row('departed_scene', 'eTimes.09', moment),
    row('arrived_destination', 'eTimes.11', moment),
    row('transfer_of_care', 'eTimes.12', moment),
    row('cleared', 'eTimes.13', moment),
    row('home_location', 'eTimes.15', moment),
    row('call_completed', 'eTimes.16', moment),
  ],
};
