import type { Restored } from '../../../store/archive/restore.ts';
import type { Screen } from '../cli/screen.ts';

const EVERY_MS = 2_000;

/** Whose archive is gone through, what for, and since when. */
export interface Pace {
  readonly tenant: string;
  readonly doing: 'checking' | 'restoring';
  readonly since: Date;
}

/** Says on a screen how far it is and how much is left, not more often than every other second. */
export const progressOf = (screen: Screen, { tenant, doing, since }: Pace) => {
  let told = since.getTime();
  return ({ commits, object, of }: Restored, now: Date): void => {
    const at = now.getTime();
    if (at - told < EVERY_MS) return;
    told = at;
    const seconds_left = Math.round(((at - since.getTime()) / 1000 / object) * (of - object));
    screen.step(
      { kind: 'progress', tenant, doing, commits, object, of, seconds_left },
      `${tenant}: ${doing} object ${object} of ${of}, ${commits} commits, about ${seconds_left} s left`,
    );
  };
};
