import { type ChartEvent, isSectionEvent, SECTION_OF, type SectionEvent } from '../schemas/chart/events.ts';
import type { ChartView } from '../schemas/chart/view.ts';
import type { Commit } from '../schemas/commit.ts';
import { withChanges } from '../schemas/nemsis/entries.ts';
import { merged } from '../schemas/patch.ts';

/** What a projection knows of an event's commit. */
export type CommitFacts = Pick<Commit, 'id' | 'version' | 'time' | 'actor'>;

type Opening = Extract<ChartEvent, { type: 'chart.opened' }>['data'];

const opened = (incident: Opening, { id, version, time, actor }: CommitFacts): ChartView => ({
  id,
  version,
  status: 'draft',
  ...incident,
  date: time,
  opened_at: time,
  opened_by: actor.user_id,
  updated_at: time,
  response: {},
  times: {},
  location: {},
  situation: {},
  disposition: {},
  patient: {},
  narrative: {},
  vitals: [],
  interventions: [],
  signatures: [],
  attachments: [],
  elements: [],
  groups: [],
});

const withSection = (chart: ChartView, { type, data }: SectionEvent): ChartView => {
  const name = SECTION_OF[type];
  return { ...chart, [name]: merged(chart[name], data.changes) };
};

const projectOpen = (chart: ChartView, event: Exclude<ChartEvent, { type: 'chart.opened' }>): ChartView => {
  if (isSectionEvent(event)) return withSection(chart, event);
  const { type, data } = event;
  switch (type) {
    case 'chart.vitals_recorded':
      return { ...chart, vitals: [...chart.vitals, data] };
    case 'chart.vitals_corrected':
      return {
        ...chart,
        vitals: chart.vitals.map((each) =>
          each.vital_id === data.vital_id ? { ...each, vitals: merged(each.vitals, data.changes) } : each,
        ),
      };
    case 'chart.intervention_recorded':
      return { ...chart, interventions: [...chart.interventions, data] };
    case 'chart.intervention_corrected':
      return {
        ...chart,
        interventions: chart.interventions.map((each) =>
          each.intervention_id === data.intervention_id
            ? { ...each, intervention: merged(each.intervention, data.changes) }
            : each,
        ),
      };
    case 'chart.signature_added':
      return { ...chart, signatures: [...chart.signatures, data] };
    case 'chart.attachment_added':
      return { ...chart, attachments: [...chart.attachments, data] };
    case 'chart.elements_recorded':
      return { ...chart, ...withChanges(chart, data) };
    case 'chart.status_changed':
      return { ...chart, status: data.to };
  }
};

/** The chart's row after one more event; a stream's first event is its opening, and nothing comes before it. */
export const project = (
  chart: ChartView | undefined,
  event: ChartEvent,
  facts: CommitFacts,
): ChartView | undefined => {
  if (event.type === 'chart.opened') return chart ?? opened(event.data, facts);
  return chart && { ...projectOpen(chart, event), version: facts.version, updated_at: facts.time };
};
