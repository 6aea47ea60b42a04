import { expect, test } from 'vitest';
import { evolve, initial } from '../../domain/export.ts';
import { summaryOf } from '../../projections/exports.ts';
import type { ExportEvent, RequestedExport } from '../../schemas/export.ts';
import { ExportSummary } from '../../schemas/export-view.ts';
import { CHART_ID, MEDIC, minute } from '../sample-chart.ts';
import { artifactOf, EVENTS_TO, EXPORT_ID, verdictOf } from '../sample-export.ts';

const ends = {
  first: { id: EXPORT_ID, time: minute(1), actor: MEDIC },
  last: { version: 3, time: minute(4) },
};
const after = (events: readonly ExportEvent[]): RequestedExport => {
  const state = events.reduce(evolve, initial);
  if (state.status === 'unrequested') throw new Error('Nobody asked for it.');
  return state;
};
const facts = {
  id: EXPORT_ID,
  version: 3,
  date: minute(1),
  requested_by: MEDIC.user_id,
  updated_at: minute(4),
};

test('a row tells what an export is of, where it stands, how many findings there are and what was written', () => {
  const { counts } = verdictOf(true);
  const { key: _, ...artifact } = artifactOf();
  const row = summaryOf(after(EVENTS_TO.exported), ends);
  expect(ExportSummary.parse(row)).toStrictEqual({
    ...facts,
    kind: 'full',
    status: 'exported',
    chart_id: CHART_ID,
    chart_version: 3,
    counts,
    artifact,
  });
});

test('a row of the agency itself names no chart', () => {
  const row = summaryOf(after([{ type: 'export.requested', data: { kind: 'dem' } }]), ends);
  expect(ExportSummary.parse(row)).toStrictEqual({ ...facts, kind: 'dem', status: 'pending_validation' });
});
