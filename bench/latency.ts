import type { Say } from '../local/steps.ts';
import { type Line, openLine, type Passage } from './latency/command.ts';
import { openTarget } from './latency/target.ts';
import type { Part } from './part.ts';
import type { Table } from './report/result.ts';
import { quantile, rounded } from './report/statistics.ts';

const WARM_UP = 20;
/** Commands on one chart, so that none has a longer stream to read than another by more than that. */
const EACH_CHART = 10;

const READING = [
  'One client, one command at a time (a set of vital signs: load, decide, append), after a warm-up; every function is warm.',
  "The function: the time that the command's commit carries. The read model: the chart's row has the version, looked for every 10 ms after the answer. A queue of the bus: a queue of the measurement's own has it, beside those of the consumers. The push: it has come over the WebSocket.",
  'Commands take turns: at one the row is looked for, at the next only the push is awaited, so that looking does not delay what is measured.',
  'The local engine stands in for AWS here, on one machine with everything else: the hops show where time goes, not how long it takes on AWS.',
];

/** Sends commands one after the other, to one chart after the other. */
async function* passages(line: Line): AsyncGenerator<Passage> {
  for (;;) {
    let chart = await line.open();
    while (chart.version <= EACH_CHART) {
      yield await line.send(chart, chart.version % 2 === 0 ? 'row' : 'push');
      chart = { ...chart, version: chart.version + 1 };
    }
  }
}

const measure = async (line: Line, commands: number, say: Say): Promise<readonly Passage[]> => {
  const measured: Passage[] = [];
  let sent = 0;
  for await (const passage of passages(line)) {
    sent += 1;
    if (sent > WARM_UP) measured.push(passage);
    if (sent % 10 === 0) say(`${sent} of ${WARM_UP + commands} commands, the first ${WARM_UP} to warm up`);
    if (measured.length === commands) break;
  }
  return measured;
};

const row = (name: string, times: readonly (number | undefined)[]): Table['rows'][number] => {
  const known = times.filter((time) => time !== undefined);
  return {
    hop: name,
    'p50 ms': rounded(quantile(known, 0.5)),
    'p95 ms': rounded(quantile(known, 0.95)),
    commands: known.length,
  };
};

const since = (later: number | undefined, earlier: number) =>
  later === undefined ? undefined : later - earlier;

const tables = (measured: readonly Passage[]): Table[] => {
  const at = (place: keyof Passage) => measured.map((passage) => passage[place]);
  return [
    {
      title: 'Since the request was sent',
      rows: [
        row('the function', at('function')),
        row('the HTTP answer', at('answer')),
        row('a queue of the bus', at('queue')),
        row('the read model', at('row')),
        row('the push', at('push')),
      ],
    },
    {
      title: 'From hop to hop',
      rows: [
        row(
          'function to HTTP answer',
          measured.map((each) => since(each.answer, each.function)),
        ),
        row(
          'function to a queue of the bus (commit, stream, publisher, bus)',
          measured.map((each) => since(each.queue, each.function)),
        ),
        row(
          'queue to read model (message, Query, Put)',
          measured.map((each) => since(each.row, each.queue)),
        ),
        row(
          'queue to push (message, Query, WebSocket)',
          measured.map((each) => since(each.push, each.queue)),
        ),
      ],
    },
  ];
};

/** How long a command takes through the deployed stack, and where. */
export const measureLatency: Part = async ({ commands, endpoint }, say) => {
  const target = await openTarget(endpoint, say);
  try {
    const line = await openLine(target);
    const measured = await measure(line, commands, say);
    await line.close();
    return { status: 'measured', tables: tables(measured), reading: READING };
  } finally {
    await target.close();
  }
};
