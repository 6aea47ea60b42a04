import type { ChartView } from '../../../schemas/chart/view.ts';
import type { AgencyFacts, RecordFacts } from '../../../schemas/nemsis/record.ts';
import { derivedAge } from './age.ts';
import { DISPOSITION } from './disposition.ts';
import { LOCATION } from './location.ts';
import { NARRATIVE } from './narrative.ts';
import { PATIENT } from './patient.ts';
import { RESPONSE } from './response.ts';
import { type Said, saidBy } from './row.ts';
import { SITUATION } from './situation.ts';
import { TIMES } from './times.ts';
import type { Zone } from './zone.ts';

/** A chart, with the facts about its agency and about the record that is made of it. */
export interface Recorded {
  readonly chart: ChartView;
  readonly agency: AgencyFacts;
  readonly record: RecordFacts;
}

const one = (element: string, text: string | undefined): Said =>
  text === undefined ? {} : { [element]: [{ text }] };

const recordSaid = ({ number, software }: RecordFacts): Said => ({
  ...one('eRecord.01', number),
  ...one('eRecord.02', software.creator),
  ...one('eRecord.03', software.name),
  ...one('eRecord.04', software.version),
});

/** What is said for a chart unless an entry of it says otherwise. */
const unlessSaid = ({ chart, agency }: Recorded): Said => ({
  ...one('eResponse.01', agency.number),
  ...one('eResponse.02', agency.name),
  ...one('eResponse.03', chart.incident_number),
});

type Section = (chart: ChartView, beside: { entries: Said; zone: Zone }) => Said;

const SECTIONS: readonly Section[] = [
  ({ response }, beside) => saidBy(RESPONSE, response, beside),
  ({ times }, beside) => saidBy(TIMES, times, beside),
  ({ location }, beside) => saidBy(LOCATION, location, beside),
  ({ situation }, beside) => saidBy(SITUATION, situation, beside),
  ({ disposition }, beside) => saidBy(DISPOSITION, disposition, beside),
  ({ patient }, beside) => saidBy(PATIENT, patient, beside),
  ({ narrative }, beside) => saidBy(NARRATIVE, narrative, beside),
];

/** All that a chart says outside of repeating groups, with the entries of the chart itself. */
export const rootSaid = (recorded: Recorded, entries: Said, zone: Zone): Said => {
  const said = SECTIONS.reduce(
    (before, section) => section(recorded.chart, { entries: before, zone }),
    entries,
  );
  return { ...unlessSaid(recorded), ...said, ...derivedAge(said), ...recordSaid(recorded.record) };
};
