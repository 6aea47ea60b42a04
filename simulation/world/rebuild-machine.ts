import type { RebuildAnswer } from '../../functions/views/rebuild-request.ts';
import type { Part } from '../../store/views/progress.ts';
import type { Service } from './deploy.ts';

/** How an execution of the state machine of rebuilds ended. */
export type Execution = 'done' | 'unlike' | 'refused' | 'failed';

interface Input {
  readonly work: 'rebuild' | 'discard';
  readonly segments: number;
  readonly switch: boolean;
}
type Asked = Readonly<Record<string, unknown>> & { readonly action: string };

const ATTEMPTS = 8;
const LONGEST_PAUSE_MS = 20_000;

/** A task of the machine was tried in vain too often. */
class TaskFailed extends Error {
  override readonly name = 'TaskFailed';
}

/** A call of the function; one that fails or is lost is tried again for some minutes. */
const task = async ({ rebuilder, site }: Service, asked: Asked): Promise<RebuildAnswer> => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const what = `${Object.values(asked)
      .filter((each) => typeof each !== 'object')
      .join(' ')}`;
    const outcome = await rebuilder.call(what, (step) => step(asked));
    if (outcome.kind === 'answered') {
      site.history.note('rebuild', `${what} is answered`, [outcome.value.kind]);
      return outcome.value;
    }
    await site.scheduler.sleep(1000 + site.random.below(LONGEST_PAUSE_MS));
  }
  throw new TaskFailed(`${asked.action} was tried ${ATTEMPTS} times.`);
};

type Started = Extract<RebuildAnswer, { segments: readonly number[] }>;

/** All segments of a part side by side, each until it is done; false where one was refused. */
const worked = async (service: Service, { generation, segments }: Started, part: Part): Promise<boolean> => {
  const segment = async (at: number): Promise<boolean> => {
    for (;;) {
      const { kind } = await task(service, { action: 'work', part, segment: at, generation });
      if (kind !== 'unfinished') return kind === 'done';
    }
  };
  const done = await Promise.allSettled(segments.map(segment));
  const failed = done.find(({ status }) => status === 'rejected');
  if (failed) throw new TaskFailed(`${part} failed.`);
  return done.every((each) => each.status === 'fulfilled' && each.value);
};

const ended = ({ kind }: RebuildAnswer): Execution =>
  kind === 'done' || kind === 'unlike' || kind === 'refused' ? kind : 'failed';

const built = async (service: Service, started: Started): Promise<Execution> => {
  for (const part of ['fill', 'verify', 'count'] as const)
    if (!(await worked(service, started, part))) return 'refused';
  return ended(await task(service, { action: 'conclude', generation: started.generation }));
};

const deleted = async (service: Service, started: Started): Promise<Execution> => {
  if (!(await worked(service, started, 'discard'))) return 'refused';
  return ended(await task(service, { action: 'conclude_discard', generation: started.generation }));
};

const begun = async (service: Service, input: Input): Promise<Execution> => {
  const started = await task(service, { action: 'start', input: { view: 'charts', ...input } });
  if (!('segments' in started)) return ended(started);
  await service.site.scheduler.sleep(started.wait_seconds * 1000);
  if (started.kind === 'discarding') return deleted(service, started);
  const judged = started.kind === 'ready' ? 'done' : await built(service, started);
  if (judged !== 'done' || !started.switch) return judged;
  return ended(await task(service, { action: 'switch', generation: started.generation }));
};

/** One execution of the state machine of rebuilds (`lib/constructs/rebuild-definition.ts`). */
export const execution = (service: Service, input: Input): Promise<Execution> =>
  begun(service, input).catch((error: unknown) => {
    if (error instanceof TaskFailed) return 'failed';
    throw error;
  });
