import type { DeadLetter, DeadLetterQueue } from './dead-letter-queue.ts';
import { HeldLetters } from './held-letters.ts';

/** Sends a letter to where it belongs, or says why that cannot be; a throw ends the redrive and leaves the letter. */
export type Resend = (letter: DeadLetter) => Promise<'sent' | { readonly refused: string }>;

export interface Redrive {
  readonly queue: DeadLetterQueue;
  readonly resend: Resend;
  /** All letters, or only the one with this id. */
  readonly wanted: 'all' | { readonly id: string };
  /** Letters that came after this moment are left, or one that fails again would go round for ever. */
  readonly began: Date;
}

/** What became of one wanted letter: sent and removed, or still there because it was refused. */
export interface Redriven {
  readonly letter: DeadLetter;
  readonly refused: string | undefined;
}

const isWanted = ({ wanted, began }: Redrive, { id, sentAt }: DeadLetter): boolean =>
  wanted === 'all' ? sentAt < began : id === wanted.id;

const redriveOne = async (run: Redrive, letters: HeldLetters, letter: DeadLetter): Promise<Redriven> => {
  const result = await run.resend(letter);
  if (result !== 'sent') return { letter, refused: result.refused };
  await letters.remove(letter);
  return { letter, refused: undefined };
};

/**
 * Sends dead letters back, one by one, each sent before it is removed: were this process to end in between, it would
 * be sent twice and never lost, and whoever gets it is idempotent.
 *
 *   take ≤ 10 (held) ─► wanted? ─► send ─► remove ─► next …  none left ─► let go of what was not wanted or refused
 */
export async function* redrive(run: Redrive): AsyncGenerator<Redriven> {
  const letters = new HeldLetters(run.queue);
  for await (const letter of letters.each()) {
    if (!isWanted(run, letter)) continue;
    yield await redriveOne(run, letters, letter);
    if (run.wanted !== 'all') return;
  }
}
