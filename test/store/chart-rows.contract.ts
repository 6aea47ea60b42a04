import { describe, expect, test } from 'vitest';
import type { ChartRows } from '../../store/chart-rows.ts';
import {
  attachmentAdded,
  INCIDENT_ID,
  INCIDENT_NUMBER,
  idOf,
  MEDIC,
  minute,
  PROCEDURE,
  SIGNATURE,
  VITALS,
} from '../sample-chart.ts';
import { rowOf } from '../sample-rows.ts';
import { freshTenant } from './fresh-tenant.ts';

/** A row with something in every part of it. */
const fullRow = rowOf(1, {
  version: 9,
  status: 'completed',
  response: { unit_call_sign: 'M-4', crew: [{ crew_id: 'c-1', level: '9925007', roles: ['2403001'] }] },
  location: { street: '12 Shore Lane', gps: { latitude: 41.4, longitude: -73.5 } },
  patient: { last_name: 'Example', date_of_birth: '1951-07-09', phones: ['555-0100'] },
  narrative: { text: 'Found sitting, alert. “Quoted”,\n\ttab, 😀.' },
  vitals: [{ vital_id: idOf(31), vitals: VITALS }],
  interventions: [{ intervention_id: idOf(41), intervention: PROCEDURE }],
  signatures: [{ signature_id: idOf(51), signature: SIGNATURE }],
  attachments: attachmentAdded.type === 'chart.attachment_added' ? [attachmentAdded.data] : [],
});

/** What queries and the projection rely on in the read model of charts, one row at a time. */
export const chartRowsContract = (name: string, make: () => ChartRows): void => {
  describe(`${name}, as the rows of charts`, () => {
    const fresh = () => ({ rows: make(), tenant: freshTenant() });

    test('a row that nobody stored is not there', async () => {
      const { rows, tenant } = fresh();
      expect(await rows.get(tenant, idOf(1))).toBeUndefined();
    });

    test('a row is read at once as it was stored, in every part', async () => {
      const { rows, tenant } = fresh();
      expect(await rows.put(tenant, fullRow, 0)).toBe('put');
      expect(await rows.get(tenant, fullRow.id)).toStrictEqual(fullRow);
    });

    test('a row is replaced from the version it was read at', async () => {
      const { rows, tenant } = fresh();
      await rows.put(tenant, rowOf(1), 0);
      expect(await rows.put(tenant, rowOf(1, { version: 4, status: 'in_progress' }), 1)).toBe('put');
      expect(await rows.get(tenant, idOf(1))).toStrictEqual(rowOf(1, { version: 4, status: 'in_progress' }));
    });

    test.each([
      ['an older version of it was read', 2, 1],
      ['a newer version of it was read', 2, 3],
      ['none was there when it was read', 2, 0],
    ])('a row stays when %s', async (_, stored, replaced) => {
      const { rows, tenant } = fresh();
      await rows.put(tenant, rowOf(1, { version: stored }), 0);
      expect(await rows.put(tenant, rowOf(1, { version: 7 }), replaced)).toBe('stale');
      expect(await rows.get(tenant, idOf(1))).toStrictEqual(rowOf(1, { version: stored }));
    });

    test('a row that is not there is not replaced', async () => {
      const { rows, tenant } = fresh();
      expect(await rows.put(tenant, rowOf(1, { version: 2 }), 1)).toBe('stale');
      expect(await rows.get(tenant, idOf(1))).toBeUndefined();
    });

    test.each([0, 1])('of many that replace version %i at once, one wins', async (replaced) => {
      const { rows, tenant } = fresh();
      if (replaced > 0) await rows.put(tenant, rowOf(1), 0);
      const rivals = [2, 3, 4, 5, 6].map((version) => rowOf(1, { version }));
      const answers = await Promise.all(rivals.map((rival) => rows.put(tenant, rival, replaced)));
      expect(answers.toSorted()).toStrictEqual(['put', 'stale', 'stale', 'stale', 'stale']);
      expect(await rows.get(tenant, idOf(1))).toStrictEqual(rivals[answers.indexOf('put')]);
    });

    test('a row of another tenant is neither read nor in the way', async () => {
      const { rows, tenant } = fresh();
      const other = freshTenant();
      await rows.put(tenant, rowOf(1), 0);
      expect(await rows.get(other, idOf(1))).toBeUndefined();
      expect(await rows.put(other, rowOf(1, { version: 3 }), 0)).toBe('put');
      expect(await rows.get(tenant, idOf(1))).toStrictEqual(rowOf(1));
    });

    test('a list shows of a chart what is nobody’s and changes seldom', async () => {
      const { rows, tenant } = fresh();
      await rows.put(tenant, fullRow, 0);
      expect((await rows.list(tenant, { limit: 10 })).items).toStrictEqual([
        {
          id: idOf(1),
          status: 'completed',
          incident_number: INCIDENT_NUMBER,
          incident_id: INCIDENT_ID,
          date: minute(1),
          opened_at: minute(1),
          opened_by: MEDIC.user_id,
          unit_call_sign: 'M-4',
        },
      ]);
    });
  });
};
