import { type Act, type Acts, type Steps, stepsOf } from './process.ts';

/** A world in which so many processes more may crash. */
export interface Crashing {
  crashes: number;
}

type Outcome<T> = { readonly value: T } | 'crashed';

const whole = <W, T>({ run, ...act }: Act<W, T>): Act<W, Outcome<T>> => ({
  ...act,
  run: async (world) => ({ value: await run(world) }),
});

const never = <T>(): Promise<T> => new Promise(() => undefined);

/**
 * Work that may crash wherever it waits, instead of going on with any of its acts: it just stops, as a process does that
 * is ended from outside, and nothing in it can catch that. `afterwards` is what comes of that in the world, at once. The
 * next round knows nothing of this one.
 */
export const mayCrash = async <W extends Crashing>(
  steps: Steps<W>,
  afterwards: (world: W) => void,
  work: (steps: Steps<W>) => Promise<unknown>,
): Promise<unknown> => {
  const { promise: crashed, resolve: stop } = Promise.withResolvers<string>();
  const crash: Act<W, 'crashed'> = {
    does: 'crashes',
    run: (world) => {
      Object.assign(world, { crashes: world.crashes - 1 });
      afterwards(world);
      return 'crashed';
    },
  };
  const choose: Steps<W>['choose'] = async <T>(acts: (world: W) => Acts<W, T>): Promise<T> => {
    const outcome = await steps.choose<Outcome<T>>(async (world) => {
      const all = (await acts(world)).map(whole);
      return world.crashes > 0 ? [...all.map((act) => ({ ...act, apart: false })), crash] : all;
    });
    if (outcome !== 'crashed') return outcome.value;
    stop('crashed');
    return never();
  };
  return Promise.race([work(stepsOf(choose)), crashed]);
};
