import type { Bus, PutResult } from '../../../functions/events/bus.ts';
import type { DeadLetter, DeadLetters } from '../../../functions/events/dead-letters.ts';
import type { BusEntry } from '../../../schemas/commit.ts';

/** A bus in memory that answers for each entry as it is told to, and keeps each call. */
export const memoryBus = (answer: (entry: BusEntry, call: number) => PutResult = () => ({})) => {
  const calls: (readonly BusEntry[])[] = [];
  const bus: Bus = {
    async put(entries) {
      calls.push(entries);
      return entries.map((entry) => answer(entry, calls.length));
    },
  };
  return { bus, calls };
};

/** Dead letters in memory. */
export const memoryDeadLetters = () => {
  const letters: DeadLetter[] = [];
  const deadLetters: DeadLetters = {
    async send(letter) {
      letters.push(letter);
    },
  };
  return { deadLetters, letters };
};
