import { describe, expect, test } from 'vitest';
import { upcastEvent } from '../../schemas/upcast.ts';

const incident_number = '351-24.46512';
const upper = '0A1B2C3D-0000-4000-8000-00000000ABCD';
const opened = (schema_version: number, data: Record<string, unknown>) =>
  upcastEvent('chart', { type: 'chart.opened', schema_version, data });

describe('a stored event', () => {
  test('of an old version is read as the newest', () => {
    expect(opened(1, { incident_number, incident_id: upper })).toStrictEqual({
      type: 'chart.opened',
      schema_version: 2,
      data: { incident_number, incident_id: upper.toLowerCase() },
    });
  });

  test('of the newest version is read as it is', () => {
    const data = { incident_number, incident_id: upper.toLowerCase() };
    expect(opened(2, data)).toStrictEqual({ type: 'chart.opened', schema_version: 2, data });
  });

  test.each([0, 3])('of version %i, which never was, is not read', (version) => {
    expect(opened(version, { incident_number, incident_id: upper })).toStrictEqual({
      fault: 'unknown_version',
      newest: 2,
    });
  });

  test('of a type that nobody knows, or of another category, is not read', () => {
    const read = ['chart.burnt', 'user.unlocked', 'constructor'].map((type) =>
      upcastEvent('chart', { type, schema_version: 1, data: {} }),
    );
    expect(read).toStrictEqual(read.map(() => ({ fault: 'unknown_type' })));
  });

  test.each([
    [1, { incident_number, incident_id: 'none' }],
    [1, { incident_number, incident_id: upper, more: true }],
    [2, { incident_number, incident_id: upper }],
  ])('of version %i that is not of the shape of its own version is not read', (version, data) => {
    expect(opened(version, data)).toMatchObject({ fault: 'not_of_its_shape' });
  });
});
