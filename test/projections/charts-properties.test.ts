import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide, evolve, initial } from '../../domain/chart.ts';
import { project } from '../../projections/charts.ts';
import type { ChartEvent } from '../../schemas/chart/events.ts';
import type { Chart } from '../../schemas/chart/state.ts';
import { ChartView } from '../../schemas/chart/view.ts';
import { isRefusal } from '../../schemas/error.ts';
import { anyEvent, anyHistory } from '../domain/chart-arbitraries.ts';
import { CHART_ID, MEDIC, minute, opened } from '../sample-chart.ts';

type History = Parameters<Parameters<typeof anyHistory.map>[0]>[0];

/** The events of a history that was accepted, from the opening on. */
const accepted = (history: History): ChartEvent[] => {
  const events: ChartEvent[] = [opened];
  for (const { command, who } of history) {
    const decided = decide(events.reduce(evolve, initial), command, who);
    if (!isRefusal(decided)) events.push(...decided);
  }
  return events;
};

const rowOf = (events: readonly ChartEvent[]) =>
  events.reduce<ChartView | undefined>(
    (row, event, index) =>
      project(row, event, { id: CHART_ID, version: index + 1, time: minute(index + 1), actor: MEDIC }),
    undefined,
  );

/** The row as the decider's state tells it: the same facts, with lists where the state has records. */
const asState = (row: ChartView): Chart => {
  const { status, incident_number, incident_id, vitals, interventions, signatures, attachments } = row;
  const { elements, groups } = row;
  const { response, times, location, situation, disposition, patient, narrative } = row;
  return {
    status,
    incident_number,
    incident_id,
    sections: { response, times, location, situation, disposition, patient, narrative },
    vitals: Object.fromEntries(vitals.map((each) => [each.vital_id, each.vitals])),
    interventions: Object.fromEntries(interventions.map((each) => [each.intervention_id, each.intervention])),
    signatures: Object.fromEntries(signatures.map((each) => [each.signature_id, each.signature])),
    attachments: Object.fromEntries(attachments.map((each) => [each.attachment_id, each.attachment])),
    elements,
    groups,
  };
};

test('the row and the state of any accepted history tell the same', () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      const events = accepted(history);
      const row = ChartView.parse(rowOf(events));
      expect(asState(row)).toStrictEqual(events.reduce(evolve, initial));
      expect(row.version).toBe(events.length);
    }),
  );
});

test('any events in any order make a row or none, and never fail', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 20 }), (events) => {
      expect(rowOf(events) === undefined).toBe(!events.some(({ type }) => type === 'chart.opened'));
    }),
  );
});
