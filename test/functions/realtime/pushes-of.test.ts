import { describe, expect, it } from 'vitest';
import { exportPushOf } from '../../../functions/realtime/export-push-of.ts';
import { pushesOf } from '../../../functions/realtime/pushes-of.ts';
import { CHART_EVENTS } from '../../../schemas/chart/events.ts';
import { EXPORT_EVENTS } from '../../../schemas/export.ts';
import type { FeedEntry } from '../../../schemas/feed.ts';
import { FEED_NAMES } from '../../../schemas/realtime.ts';
import { GENESIS } from '../../../store/commit-hash.ts';

const incident_id = '9f8c7f0e-0000-5000-8000-000000000001';

const entryOf = (...types: string[]): FeedEntry => ({
  seq: 17,
  type: ['incident.updated'],
  tenant_id: 'danbury-fire',
  category: 'chart',
  id: '4f2d1f9e-aaaa-5bbb-8ccc-000000000001',
  first_version: 4,
  version: 3 + types.length,
  time: '2026-03-01T10:00:00.000Z',
  actor: { user_id: '3b0a4c52-7c1e-4a53-9d0f-2a4a0f1f2b11', role: 'ems' },
  hash: GENESIS,
  events: types.map((type) => ({ type, schema_version: 1 })),
});

const told = {
  seq: 17,
  channel: `incident:danbury-fire:${incident_id}`,
  chart_id: '4f2d1f9e-aaaa-5bbb-8ccc-000000000001',
  time: '2026-03-01T10:00:00.000Z',
};

describe('The push of an export', () => {
  const facts = { incident_id, chart_id: told.chart_id, status: 'validation_failed' } as const;
  const id = '3c59dc04-8e88-4024-9bbe-079a5d7b1a2e';
  const exported = (...types: string[]): FeedEntry => ({ ...entryOf(...types), category: 'export', id });

  it('names it and its chart, and where it stands', () => {
    expect(exportPushOf(exported('export.judged'), facts)).toStrictEqual({
      type: 'nemsis.export_status_changed',
      ...told,
      export_id: id,
      version: 4,
      events: ['export.judged'],
      status: 'validation_failed',
    });
  });

  it('is none of an event that no export has', () => {
    expect(() => exportPushOf(exported('chart.opened'), facts)).toThrow();
  });
});

describe('The pushes of a commit', () => {
  it('are one for all that was recorded', () => {
    const entry = entryOf('chart.times_recorded', 'chart.patient_recorded');
    expect(pushesOf(entry, { incident_id, status: undefined })).toStrictEqual([
      {
        type: 'incident.updated',
        ...told,
        version: 5,
        events: ['chart.times_recorded', 'chart.patient_recorded'],
      },
    ]);
  });

  it('tell the new status, and nothing of why it changed or who changed it', () => {
    const entry = entryOf('chart.status_changed');
    expect(pushesOf(entry, { incident_id, status: 'locked' })).toStrictEqual([
      {
        type: 'incident.status_changed',
        ...told,
        version: 4,
        events: ['chart.status_changed'],
        status: 'locked',
      },
    ]);
  });

  it('are two when the commit both recorded and changed the status', () => {
    const entry = entryOf('chart.times_recorded', 'chart.status_changed', 'chart.narrative_recorded');
    expect(pushesOf(entry, { incident_id, status: 'in_progress' })).toStrictEqual([
      {
        type: 'incident.updated',
        ...told,
        version: 6,
        events: ['chart.times_recorded', 'chart.narrative_recorded'],
      },
      {
        type: 'incident.status_changed',
        ...told,
        version: 6,
        events: ['chart.status_changed'],
        status: 'in_progress',
      },
    ]);
  });

  it('have a feed name for every event of a chart, and exports have one too', () => {
    const types = [...Object.keys(CHART_EVENTS), ...Object.keys(EXPORT_EVENTS)];
    expect(Object.keys(FEED_NAMES)).toStrictEqual(types);
  });

  it('are none of an event that no chart has', () => {
    expect(() => pushesOf(entryOf('user.signed_in'), { incident_id, status: undefined })).toThrow();
  });

  it('are none when a status changed and nobody knows to what', () => {
    expect(() => pushesOf(entryOf('chart.status_changed'), { incident_id, status: undefined })).toThrow();
  });
});
