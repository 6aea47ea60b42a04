import type { DeadLetter, DeadLetterQueue } from './dead-letter-queue.ts';

/**
 * Goes through a queue's letters without consuming them: each is held, so that none is met twice, and all that were
 * not removed are let go at the end, also when the reader stops early. Should this process end before that, they come
 * back by themselves in a minute.
 */
export class HeldLetters {
  readonly #queue: DeadLetterQueue;
  readonly #met = new Set<string>();
  readonly #held = new Map<string, DeadLetter>();

  constructor(queue: DeadLetterQueue) {
    this.#queue = queue;
  }

  /** Each letter once, until the queue gives none that was not met before. */
  async *each(): AsyncGenerator<DeadLetter> {
    try {
      for (let unmet = await this.#take(); unmet.length > 0; unmet = await this.#take()) yield* unmet;
    } finally {
      for (const letter of this.#held.values()) await this.#queue.release(letter);
    }
  }

  async remove(letter: DeadLetter): Promise<void> {
    await this.#queue.remove(letter);
    this.#held.delete(letter.id);
  }

  /** A queue may deliver a letter again, and does when a hold runs out: then its newest receipt is the good one. */
  async #take(): Promise<readonly DeadLetter[]> {
    const batch = await this.#queue.take();
    const unmet = batch.filter(({ id }) => !this.#met.has(id));
    for (const letter of batch) {
      this.#met.add(letter.id);
      this.#held.set(letter.id, letter);
    }
    return unmet;
  }
}
