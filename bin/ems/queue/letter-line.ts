import * as z from 'zod';
import { CommitKey } from '../../../functions/events/stream-records.ts';
import { BusEntry } from '../../../schemas/commit.ts';
import { FeedPage } from '../../../schemas/feed.ts';
import { parsedJson } from '../../../schemas/json.ts';
import type { DeadLetter } from './dead-letter-queue.ts';
import { batchName, batchReason, batchTold } from './stream-batch.ts';

const About = z.union([
  z
    .object({ detail: BusEntry })
    .transform(
      ({ detail: { tenant_id, category, id, version } }) => `${tenant_id}#${category}#${id} v${version}`,
    ),
  FeedPage.transform(
    ({ entries }) => `${entries[0]?.tenant_id} seq ${entries[0]?.seq}-${entries.at(-1)?.seq}`,
  ),
  CommitKey.transform(({ pk, sk }) => `${pk} v${sk}`),
]);

const toldOf = (body: unknown): { readonly about: string | null; readonly reason: string | null } => {
  const told = batchTold(body);
  if (told) return { about: batchName(told), reason: batchReason(told) };
  return { about: About.safeParse(body).data ?? null, reason: null };
};

const age = (seconds: number): string => {
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 3600)} h`;
};

/**
 * A dead letter as an operator sees it: which commit it is about, why and where it was given up, and how old it is.
 * Its body is not shown: only what of it has the form of a bus entry, a commit's key, or a batch of the stream.
 */
export const shownLetter = (queue: string, letter: DeadLetter, now: Date) => {
  const { id, body, source = null, sentAt } = letter;
  const told = toldOf(parsedJson(body));
  const ageSeconds = Math.max(0, Math.round((now.getTime() - sentAt.getTime()) / 1000));
  return {
    queue,
    id,
    about: told.about,
    reason: letter.reason ?? told.reason,
    source,
    sent_at: sentAt.toISOString(),
    age_seconds: ageSeconds,
  };
};

/** The same on two lines of text. */
export const letterText = (shown: ReturnType<typeof shownLetter>): string => {
  const reason =
    shown.reason ?? 'no reason given: its queue gave it up after too many receives without an answer';
  const about = shown.about ?? 'a body of no known form';
  const source = shown.source ?? shown.queue;
  return `  ${shown.id}  ${age(shown.age_seconds)} old  from ${source}  ${about}\n    ${reason}`;
};
