import { isDeepStrictEqual } from 'node:util';
import type { ChartCommand, ChartCommandOf } from '../schemas/chart/commands.ts';
import {
  type ChartEvent,
  isSectionEvent,
  SECTION_OF,
  SECTION_RECORDED,
  type SectionEvent,
} from '../schemas/chart/events.ts';
import type { SectionChanges } from '../schemas/chart/patches.ts';
import { SECTION_NAMES, type SectionName } from '../schemas/chart/sections.ts';
import { Chart, type OpenChart } from '../schemas/chart/state.ts';
import { type Refusal, refuse } from '../schemas/error.ts';
import type { Actor } from '../schemas/identity.ts';
import { withChanges } from '../schemas/nemsis/entries.ts';
import { changesOf, merged, type Section } from '../schemas/patch.ts';
import { putElements } from './chart-elements.ts';
import { careRefusal, editRefusal, transitionRefusal } from './chart-lifecycle.ts';
import { refuseFor } from './issues.ts';

// State

/** The shape of a chart's state; raise the version whenever it or `evolve` changes, so that older snapshots are skipped. */
export const state = Chart;
export const fold_version = 2;

/** A chart before its first event. */
export const initial: Chart = { status: 'unopened' };

const draft: OpenChart = {
  status: 'draft',
  incident_number: '',
  incident_id: '',
  sections: {
    response: {},
    times: {},
    location: {},
    situation: {},
    disposition: {},
    patient: {},
    narrative: {},
  },
  vitals: {},
  interventions: {},
  signatures: {},
  attachments: {},
  elements: [],
  groups: [],
};

// Evolve

const withSection = (chart: OpenChart, { type, data }: SectionEvent): OpenChart => {
  const name = SECTION_OF[type];
  return { ...chart, sections: { ...chart.sections, [name]: merged(chart.sections[name], data.changes) } };
};

const corrected = <T extends Section>(known: Readonly<Record<string, T>>, id: string, changes: Section) => {
  const before = known[id];
  return before ? { ...known, [id]: merged(before, changes) } : known;
};

const evolveOpen = (chart: OpenChart, event: Exclude<ChartEvent, { type: 'chart.opened' }>): OpenChart => {
  if (isSectionEvent(event)) return withSection(chart, event);
  const { type, data } = event;
  switch (type) {
    case 'chart.vitals_recorded':
      return { ...chart, vitals: { ...chart.vitals, [data.vital_id]: data.vitals } };
    case 'chart.vitals_corrected':
      return { ...chart, vitals: corrected(chart.vitals, data.vital_id, data.changes) };
    case 'chart.intervention_recorded':
      return {
        ...chart,
        interventions: { ...chart.interventions, [data.intervention_id]: data.intervention },
      };
    case 'chart.intervention_corrected':
      return { ...chart, interventions: corrected(chart.interventions, data.intervention_id, data.changes) };
    case 'chart.signature_added':
      return { ...chart, signatures: { ...chart.signatures, [data.signature_id]: data.signature } };
    case 'chart.attachment_added':
      return { ...chart, attachments: { ...chart.attachments, [data.attachment_id]: data.attachment } };
    case 'chart.elements_recorded':
      return { ...chart, ...withChanges(chart, data) };
    case 'chart.status_changed':
      return { ...chart, status: data.to };
  }
};

/** The chart after one more event. Total: an event that cannot follow leaves the chart as it is. */
export const evolve = (chart: Chart, event: ChartEvent): Chart => {
  if (event.type === 'chart.opened') return chart.status === 'unopened' ? { ...draft, ...event.data } : chart;
  return chart.status === 'unopened' ? chart : evolveOpen(chart, event);
};

// Commands

type Decision = readonly ChartEvent[] | Refusal;

const notThere = () => refuse('NOT_FOUND', 'There is no such chart.');

const whenEditable = (chart: Chart, edit: (open: OpenChart) => Decision): Decision =>
  chart.status === 'unopened' ? notThere() : (editRefusal(chart.status) ?? edit(chart));

const open = (chart: Chart, command: ChartCommandOf<'open'>): Decision => {
  const { type: _, ...incident } = command;
  if (chart.status === 'unopened') return [{ type: 'chart.opened', data: incident }];
  if (chart.incident_number === incident.incident_number) return [];
  const issues = [{ path: 'incident_number', message: 'differs from the first request with this key' }];
  return refuseFor('This Idempotency-Key opened a chart of another incident; use a new key.', issues);
};

const recordSection = <S extends SectionName>(
  name: S,
  known: Section,
  asked: SectionChanges[S],
): ChartEvent[] => {
  const changes = changesOf(known, asked);
  return Object.keys(changes).length === 0 ? [] : [SECTION_RECORDED[name](changes)];
};

const record = (chart: OpenChart, { changes }: ChartCommandOf<'record'>): Decision =>
  SECTION_NAMES.flatMap((name) => {
    const asked = changes[name];
    return asked ? recordSection(name, chart.sections[name], asked) : [];
  });

/** The most of each kind that one chart holds, so that its read model always fits into one item. */
const MAX_ENTRIES = 100;

const once = <T>(
  known: Readonly<Record<string, T>>,
  [id, value]: readonly [string, T],
  event: ChartEvent,
): Decision => {
  if (known[id] !== undefined && isDeepStrictEqual(known[id], value)) return [];
  if (known[id] !== undefined)
    return refuse(
      'VALIDATION_FAILED',
      'This Idempotency-Key was used for something else in this chart; use a new key.',
    );
  if (Object.keys(known).length >= MAX_ENTRIES)
    return refuse('PAYLOAD_TOO_LARGE', `A chart holds at most ${MAX_ENTRIES} of each kind.`, {
      max_entries: MAX_ENTRIES,
    });
  return [event];
};

const recordVitals = (chart: OpenChart, { type: _, ...data }: ChartCommandOf<'record_vitals'>): Decision =>
  once(chart.vitals, [data.vital_id, data.vitals], { type: 'chart.vitals_recorded', data });

const correctVitals = (chart: OpenChart, command: ChartCommandOf<'correct_vitals'>): Decision => {
  const known = chart.vitals[command.vital_id];
  if (!known) return refuse('NOT_FOUND', 'There are no such vital signs in this chart.');
  const changes = changesOf(known, command.changes);
  if (Object.keys(changes).length === 0) return [];
  return [{ type: 'chart.vitals_corrected', data: { vital_id: command.vital_id, changes } }];
};

const recordIntervention = (
  chart: OpenChart,
  { type: _, ...data }: ChartCommandOf<'record_intervention'>,
): Decision =>
  once(chart.interventions, [data.intervention_id, data.intervention], {
    type: 'chart.intervention_recorded',
    data,
  });

const correctIntervention = (chart: OpenChart, command: ChartCommandOf<'correct_intervention'>): Decision => {
  const known = chart.interventions[command.intervention_id];
  if (!known) return refuse('NOT_FOUND', 'There is no such intervention in this chart.');
  if (known.kind !== command.changes.kind)
    return refuseFor(`The intervention is a ${known.kind}; its kind cannot change.`, [
      { path: 'kind', message: `must be ${known.kind}` },
    ]);
  const changes = changesOf(known, command.changes);
  if (Object.keys(changes).length === 0) return [];
  const data = {
    intervention_id: command.intervention_id,
    changes: { ...changes, kind: command.changes.kind },
  };
  return [{ type: 'chart.intervention_corrected', data }];
};

const addSignature = (chart: OpenChart, { type: _, ...data }: ChartCommandOf<'add_signature'>): Decision =>
  once(chart.signatures, [data.signature_id, data.signature], { type: 'chart.signature_added', data });

const addAttachment = (chart: OpenChart, { type: _, ...data }: ChartCommandOf<'add_attachment'>): Decision =>
  once(chart.attachments, [data.attachment_id, data.attachment], { type: 'chart.attachment_added', data });

const changeStatus = (chart: Chart, command: ChartCommandOf<'change_status'>, actor: Actor): Decision => {
  const { type: _, ...step } = command;
  if (chart.status === 'unopened') return notThere();
  if (chart.status === step.to) return [];
  const change = { from: chart.status, ...step };
  return transitionRefusal(change, actor.role) ?? [{ type: 'chart.status_changed', data: change }];
};

// Decide

const decideCare = (chart: Chart, command: ChartCommand, actor: Actor): Decision => {
  switch (command.type) {
    case 'open':
      return open(chart, command);
    case 'record':
      return whenEditable(chart, (edited) => record(edited, command));
    case 'record_vitals':
      return whenEditable(chart, (edited) => recordVitals(edited, command));
    case 'correct_vitals':
      return whenEditable(chart, (edited) => correctVitals(edited, command));
    case 'record_intervention':
      return whenEditable(chart, (edited) => recordIntervention(edited, command));
    case 'correct_intervention':
      return whenEditable(chart, (edited) => correctIntervention(edited, command));
    case 'add_signature':
      return whenEditable(chart, (edited) => addSignature(edited, command));
    case 'add_attachment':
      return whenEditable(chart, (edited) => addAttachment(edited, command));
    case 'put_elements':
      return whenEditable(chart, (edited) => putElements(edited, command));
    case 'change_status':
      return changeStatus(chart, command, actor);
  }
};

/**
 * What a command makes of a chart: the events to append, none when it was done before, or why it is refused.
 * Billing and all others read; only EMS and admins change (roles are checked here as well as at the handler).
 */
export const decide = (chart: Chart, command: ChartCommand, actor: Actor): Decision =>
  careRefusal(actor.role) ?? decideCare(chart, command, actor);
