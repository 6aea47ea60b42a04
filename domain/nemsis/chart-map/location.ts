import type * as z from 'zod';
import { SECTIONS } from '../../../schemas/chart/sections.ts';
import { gps, text } from './form.ts';
import { rowsOf, type Table } from './row.ts';

type Location = z.infer<typeof SECTIONS.location>;
const { row } = rowsOf<Location>();

/** eScene. */
export const LOCATION: Table<Location> = {
  schema: SECTIONS.location,
  rows: [
    row('patients_at_scene', 'eScene.06', text),
    row('mass_casualty', 'eScene.07', text),
    row('location_type', 'eScene.09', text),
    row('gps', 'eScene.11', gps),
    row('national_grid', 'eScene.12', text),
    row('street', 'eScene.15', text),
    row('city', 'eScene.17', text),
    row('state', 'eScene.18', text),
    row('postal_code', 'eScene.19', text),
    row('cross_street', 'eScene.20', text),
    row('county', 'eScene.21', text),
    row('country', 'eScene.22', text),
    row('census_tract', 'eScene.23', text),
  ],
};
