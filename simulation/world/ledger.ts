import type { Change } from '../../functions/commands/chart-change.ts';
import type { Caller } from '../../schemas/identity.ts';
import type { KeyOwner } from '../../store/keys/shredder.ts';
import type { PlannedChart } from './plan.ts';

/** A command as its client means it, however often it is sent. */
export interface Asked {
  readonly chart: PlannedChart;
  readonly caller: Caller;
  readonly key: string;
  readonly operation: string;
  readonly params: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly command: Change['command'];
  /** Somebody else's command may have had the same effect, so that this one adds nothing. */
  readonly mayAddNothing: boolean;
}

/** A command, and what its client was told of it. */
export interface Entry {
  readonly asked: Asked;
  readonly command_id: string;
  /** The version that it was last sent with. */
  seen: number | undefined;
  /** The version that it was answered with, once it was. */
  done: number | undefined;
  refused: string | undefined;
}

/** A destruction that was asked for, and whether it was answered as done. */
export interface Destroyed {
  readonly owner: KeyOwner;
  done: boolean;
  /** It was answered as done while the key was still there. */
  early: boolean;
}

/** What all clients know. */
export interface Ledger {
  readonly entries: Entry[];
  readonly destroyed: Destroyed[];
  /** Answers that contradict an earlier one. */
  readonly contradictions: { readonly entry: Entry; readonly problem: string }[];
}

/** Nobody has asked for anything. */
export const emptyLedger = (): Ledger => ({ entries: [], destroyed: [], contradictions: [] });

/** An answer, and the version that the client had been answered with before it sent the request. */
interface Answered {
  readonly answer: { readonly version: number } | { readonly code: string };
  readonly done: number | undefined;
}

/** Writes an answer down; what was known to be done when it was sent again is never anything else. */
export const answered = ({ contradictions }: Ledger, entry: Entry, { answer, done }: Answered): void => {
  const { asked } = entry;
  const told = 'code' in answer ? answer.code : `version ${answer.version}`;
  const isOther = 'code' in answer || (answer.version !== done && !asked.mayAddNothing);
  if (done !== undefined && isOther)
    contradictions.push({
      entry,
      problem: `${asked.operation} ${asked.key} was done with version ${done}; repeated, it is answered with ${told}`,
    });
  if ('code' in answer) entry.refused = answer.code;
  else entry.done ??= answer.version;
};
