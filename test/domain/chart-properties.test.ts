import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide, evolve, initial } from '../../domain/chart.ts';
import { TRANSITIONS } from '../../domain/chart-lifecycle.ts';
import type { ChartCommand } from '../../schemas/chart/commands.ts';
import { CHART_EVENTS, type ChartEvent } from '../../schemas/chart/events.ts';
import type { Chart } from '../../schemas/chart/state.ts';
import { isRefusal } from '../../schemas/error.ts';
import type { Actor } from '../../schemas/identity.ts';
import { MEDIC, open } from '../sample-chart.ts';
import { anyActor, anyCommand, anyEvent, anyHistory, anyReader } from './chart-arbitraries.ts';
import { chartAfter } from './given.ts';

type Given = { command: ChartCommand; who: Actor };
interface Step extends Given {
  readonly before: Chart;
  readonly decided: ReturnType<typeof decide>;
  readonly events: readonly ChartEvent[];
  readonly after: Chart;
}

const eventsOf = (decided: Step['decided']) => (isRefusal(decided) ? [] : decided);

const stepOf = (before: Chart, { command, who }: Given): Step => {
  const decided = decide(before, command, who);
  const events = eventsOf(decided);
  return { command, who, before, decided, events, after: events.reduce(evolve, before) };
};

/** Plays commands on a fresh chart and keeps what each one met, decided and left. */
const play = (history: readonly Given[]): readonly Step[] => {
  const steps = [stepOf(initial, { command: open, who: MEDIC })];
  for (const each of history) steps.push(stepOf(steps.at(-1)?.after ?? initial, each));
  return steps;
};

const clinical = ({ status: _, ...rest }: Chart) => rest;

const always = (holds: (step: Step) => void) =>
  fc.assert(fc.property(anyHistory, (history) => play(history).forEach(holds)));

test('evolve takes any event after any other, and always gives a chart', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 30 }), (events) => {
      const opened = events.findIndex(({ type }) => type === 'chart.opened');
      expect(chartAfter(events).status === 'unopened').toBe(opened === -1);
    }),
  );
});

test('decide answers any command on any chart, even on one that no command could have made', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 20 }), anyCommand, anyActor, (events, command, who) => {
      const decided = decide(chartAfter(events), command, who);
      expect(Array.isArray(decided) || isRefusal(decided)).toBe(true);
    }),
  );
});

test('a command that was accepted, repeated at once, was done before', () => {
  always(({ command, who, decided, after }) => {
    if (!isRefusal(decided)) expect(decide(after, command, who)).toStrictEqual([]);
  });
});

test('a status only ever moves along a row of the table, by a role of that row', () => {
  always(({ before, after, who }) => {
    if (before.status === after.status || before.status === 'unopened') return;
    const row = TRANSITIONS.find((each) => each.from === before.status && each.to === after.status);
    expect(row?.roles).toContain(who.role);
  });
});

test('clinical data stands still outside draft and in_progress', () => {
  always(({ before, after }) => {
    if (['unopened', 'draft', 'in_progress'].includes(before.status)) return;
    expect(clinical(after)).toStrictEqual(clinical(before));
  });
});

test('those who only read never make an event, whatever the chart and the command', () => {
  fc.assert(
    fc.property(anyHistory, anyCommand, anyReader, (history, command, reader) => {
      const chart = play(history).at(-1)?.after ?? initial;
      expect(decide(chart, command, reader)).toMatchObject({ code: 'FORBIDDEN' });
    }),
  );
});

test('the stored events, read back as JSON, fold to the same chart', () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      const steps = play(history);
      const stored: ChartEvent[] = JSON.parse(JSON.stringify(steps.flatMap(({ events }) => events)));
      expect(chartAfter(stored)).toStrictEqual(steps.at(-1)?.after);
    }),
  );
});

test('every event that is decided is of its schema, and parsing it changes nothing', () => {
  always(({ events }) => {
    for (const { type, data } of events) expect(CHART_EVENTS[type].data.parse(data)).toStrictEqual(data);
  });
});

test('the histories are worth the name: they reach every state, and make every kind of event', () => {
  const steps = fc.sample(anyHistory, { numRuns: 120, seed: 7 }).flatMap(play);
  expect(new Set(steps.map(({ after }) => after.status)).size).toBe(5);
  const made = new Set(steps.flatMap(({ events }) => events.map(({ type }) => type)));
  expect([...made].sort()).toStrictEqual(Object.keys(CHART_EVENTS).sort());
});
