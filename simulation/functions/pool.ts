import { type Container, container, type Outcome, type Stage } from './container.ts';

/** A function of the cloud: calls of it run in containers, of which a few are warm. */
export interface Pool<H> {
  readonly name: string;
  call<T>(what: string, work: (handler: H) => Promise<T>): Promise<Outcome<T>>;
}

interface PoolOf<H> {
  readonly name: string;
  /** Containers at once, and so calls at once. */
  readonly size: number;
  readonly timeoutMs: number;
  /** Is told of each fault of a call. */
  failed(error: unknown): void;
  build(container: Container): H;
}

interface Slot<H> {
  free: boolean;
  warm?: { readonly container: Container; readonly handler: H };
}

/** How often a call finds a container gone that was warm. */
const COLD = 0.06;

/** The containers of a function. */
export const pool = <H>(stage: Stage, { name, size, timeoutMs, failed, build }: PoolOf<H>): Pool<H> => {
  const slots: Slot<H>[] = Array.from({ length: size }, () => ({ free: true }));
  const waiting: (() => void)[] = [];
  let made = 0;

  const cold = () => {
    made += 1;
    const own = container(stage, { name: `${name}-${made}`, timeoutMs });
    return { container: own, handler: build(own) };
  };
  const claim = (): Slot<H> | undefined => {
    const [first, ...rest] = slots.filter(({ free }) => free);
    const slot = first && stage.random.pick([first, ...rest]);
    if (slot) slot.free = false;
    return slot;
  };
  const claimed = async (): Promise<Slot<H>> => {
    for (;;) {
      const slot = claim();
      if (slot) return slot;
      await new Promise<void>((wake) => waiting.push(wake));
    }
  };
  return {
    name,
    async call(what, work) {
      const slot = await claimed();
      const isWarm = slot.warm?.container.alive && !stage.random.chance(COLD);
      const { container: own, handler } = isWarm && slot.warm ? slot.warm : cold();
      slot.warm = { container: own, handler };
      const outcome = await own.call(what, () => work(handler));
      if (outcome.kind === 'failed') failed(outcome.error);
      slot.free = true;
      waiting.shift()?.();
      return outcome;
    },
  };
};
