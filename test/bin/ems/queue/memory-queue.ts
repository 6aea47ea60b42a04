import type { DeadLetter, DeadLetterQueue } from '../../../../bin/ems/queue/dead-letter-queue.ts';

export const BEGAN = new Date('2026-03-01T12:00:00Z');

/** A dead letter as a queue gives it, with what matters to the test. */
export const letter = (id: string, given: Partial<DeadLetter> = {}): DeadLetter => ({
  id,
  body: `body of ${id}`,
  reason: undefined,
  source: undefined,
  sentAt: new Date('2026-03-01T11:00:00Z'),
  receipt: `${id}:0`,
  ...given,
});

/** A dead-letter queue in memory: what is taken is held until it is let go of or a test lets the holds run out. */
export class MemoryQueue implements DeadLetterQueue {
  readonly letters: DeadLetter[];
  readonly held = new Set<string>();
  readonly #pageSize: number;
  #takes = 0;

  constructor(letters: readonly DeadLetter[], pageSize = 2) {
    this.letters = [...letters];
    this.#pageSize = pageSize;
  }

  get ids(): readonly string[] {
    return this.letters.map(({ id }) => id);
  }

  async count(): Promise<number> {
    return this.letters.length;
  }

  async take(): Promise<readonly DeadLetter[]> {
    this.#takes += 1;
    const free = this.letters.filter(({ id }) => !this.held.has(id)).slice(0, this.#pageSize);
    for (const { id } of free) this.held.add(id);
    return free.map((each) => ({ ...each, receipt: `${each.id}:${this.#takes}` }));
  }

  async release({ id }: DeadLetter): Promise<void> {
    if (!this.held.delete(id)) throw new Error(`${id} is not held`);
  }

  async remove({ id }: DeadLetter): Promise<void> {
    if (!this.held.has(id)) throw new Error(`${id} is not held`);
    this.held.delete(id);
    this.letters.splice(this.ids.indexOf(id), 1);
  }
}
