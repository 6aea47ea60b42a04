import { memoryPackStore } from '../../../adapters/nemsis-xml/packs/memory-pack-store.ts';
import * as chart from '../../../domain/chart.ts';
import * as job from '../../../domain/export.ts';
import { runCommand } from '../../../functions/commands/run-command.ts';
import { exportStream } from '../../../functions/exports/export-head.ts';
import { exportGate } from '../../../functions/exports/gate.ts';
import { type ExportParts, runExport } from '../../../functions/exports/run-export.ts';
import type { ChartCommand } from '../../../schemas/chart/commands.ts';
import type { BusEntry } from '../../../schemas/commit.ts';
import { isRefusal } from '../../../schemas/error.ts';
import type { ExportRequest } from '../../../schemas/export.ts';
import type { Actor } from '../../../schemas/identity.ts';
import type { AgencyProfile } from '../../../schemas/nemsis/agency.ts';
import { dictionaryOf } from '../../../schemas/nemsis/releases.ts';
import { busEntryOf } from '../../../store/bus-entry.ts';
import type { EventStore } from '../../../store/event-store.ts';
import { memoryArtifacts } from '../../../store/exports/memory-artifacts.ts';
import { memoryExportRows } from '../../../store/exports/memory-export-rows.ts';
import { memoryStore } from '../../memory-store.ts';
import {
  ADMIN,
  actor,
  CHART_ID,
  INCIDENT_ID,
  INCIDENT_NUMBER,
  idOf,
  MEDIC,
  minute,
  TENANT,
} from '../../sample-chart.ts';
import { EXPORT_ID, REQUEST } from '../../sample-export.ts';

/** An agency that has said who it is. */
export const AGENCY: AgencyProfile = {
  version: 1,
  facts: {
    state_id: 'S07-50120',
    number: '350-B0999',
    state: '09',
    name: 'Lakeside EMS',
    time_zone: 'America/New_York',
  },
  missing: [],
  demographics: { elements: [], groups: [] },
  releases: [],
};

export const OPEN: ChartCommand = {
  type: 'open',
  incident_number: INCIDENT_NUMBER,
  incident_id: INCIDENT_ID,
};

/** All that the standard wants said, and lets nobody leave out. */
export const MANDATORY: ChartCommand = {
  type: 'record',
  changes: {
    response: {
      service_requested: '2205001',
      unit_capability: '2207015',
      dispatch_reason: '2301051',
      response_mode: '2223001',
      unit_number: '7',
      unit_call_sign: 'M7',
    },
    times: { unit_notified: minute(1), cleared: minute(60) },
    disposition: { unit_disposition: '4227001' },
  },
};

/** What takes a chart that was opened to this state. */
const STATES = ['in_progress', 'ready_for_review', 'completed', 'locked'] as const;
export const upTo = (status: (typeof STATES)[number]): ChartCommand[] =>
  STATES.slice(0, STATES.indexOf(status) + 1).map((to) => ({ type: 'change_status', to }));

let commands = 0;
const because = (who: Actor) => {
  commands += 1;
  return {
    time: minute(0),
    actor: who,
    command_id: idOf(5000 + commands),
    correlation_id: 'trace-1',
    causation_id: 'request-1',
    source_ip: '203.0.113.7',
  };
};

/** Does things to the chart as a medic would. */
export const doToChart = async (
  store: EventStore,
  all: readonly ChartCommand[],
  id = CHART_ID,
  who = MEDIC,
) => {
  const stream = { tenant_id: TENANT, category: 'chart', id } as const;
  let version = 0;
  for (const command of all) {
    const done = await runCommand(store, { decider: chart, stream, command, because: because(who) });
    if (isRefusal(done)) throw new Error(done.message);
    version = done.version;
  }
  return version;
};

/** Asks for an export; gives what the bus tells of it. */
export const askFor = async (store: EventStore, request: ExportRequest = REQUEST, id = EXPORT_ID) => {
  const stream = exportStream({ tenant_id: TENANT, id });
  const command = { type: 'request', request } as const;
  const who = request.kind === 'dem' ? ADMIN : actor('ems');
  const done = await runCommand(store, { decider: job, stream, command, because: because(who) });
  if (isRefusal(done)) throw new Error(done.message);
  return newest(store, id);
};

/** What the bus tells of the newest commit of an export. */
export const newest = async (store: EventStore, id = EXPORT_ID): Promise<BusEntry> => {
  const commit = (await store.load(exportStream({ tenant_id: TENANT, id }))).commits.at(-1);
  if (!commit) throw new Error('Nobody asked for the export.');
  return busEntryOf(commit);
};

/** Exports in memory: the real gate without packs, an agency, and what was written. */
export const exportWorld = (given: Partial<ExportParts> & { profile?: AgencyProfile } = {}) => {
  const { profile = AGENCY, ...others } = given;
  const files = new Map<string, Uint8Array>();
  const parts: ExportParts = {
    store: memoryStore(),
    rows: memoryExportRows(),
    gate: exportGate({
      packs: memoryPackStore(),
      dictionaries: dictionaryOf,
      now: () => new Date(minute(2)),
    }),
    artifacts: memoryArtifacts(files),
    dictionaries: dictionaryOf,
    agency: async () => profile,
    judged: () => undefined,
    now: () => new Date(minute(2)),
    ...others,
  };
  const run = runExport(parts);
  const state = async (id = EXPORT_ID) => {
    const head = await parts.store.head(exportStream({ tenant_id: TENANT, id }), job);
    return head.state.status === 'unrequested' ? undefined : head.state;
  };
  /** Handles what the bus tells until an export goes no further. */
  const work = async (id = EXPORT_ID) => {
    for (let before = 0; ; ) {
      const entry = await newest(parts.store, id);
      if (entry.version === before) return state(id);
      before = entry.version;
      await run(entry);
    }
  };
  return { ...parts, files, run, state, work };
};
