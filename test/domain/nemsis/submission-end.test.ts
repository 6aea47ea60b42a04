import { expect, it } from 'vitest';
import { gone } from '../../../domain/nemsis/submission-end.ts';

const stays = (turn: string, text: string) => ({ state: 'exported', turn, retry: false, text });

it.each([
  ['EMS', 'EMS', stays('nobody', "Its file went with its patient's data, so nothing is sent any more.")],
  [
    'DEM',
    'DEM',
    stays(
      'agency_admin',
      "The demographic data went with the data of one of the agency's people: export it again.",
    ),
  ],
  [
    'DEM',
    'EMS',
    stays(
      'medic',
      "The demographic data went with the data of one of the agency's people: export the chart again, with what is left of it.",
    ),
  ],
] as const)(
  'where the %s file of an export of %s is gone, it is said whose turn it is',
  (file, of, status) => {
    expect(gone(file, of)).toStrictEqual(status);
  },
);
