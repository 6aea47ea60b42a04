import * as decider from '../../domain/subject.ts';
import { isRefusal, refuse } from '../../schemas/error.ts';
import { subjectName } from '../../schemas/phi.ts';
import * as routes from '../../schemas/routes/subjects.ts';
import type { CommitTable } from '../../store/commit-table.ts';
import type { EventStore } from '../../store/event-store.ts';
import type { KeyOwner, Shredder } from '../../store/keys/shredder.ts';
import { streamKey } from '../../store/stream-key.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import { becauseOf, derivedId } from './ids.ts';
import { runCommand } from './run-command.ts';

/** What the destruction of keys works on. */
export interface SubjectParts {
  readonly store: EventStore;
  /** Where a chart is looked for, without opening anything of it. */
  readonly commits: CommitTable;
  readonly shredder: Shredder;
}

const NO_SUCH_SUBJECT = refuse('NOT_FOUND', 'There is nobody of this kind and id in your agency.');

/** The stream of a subject: the same name, the same stream. */
export const subjectStream = ({ tenant_id, subject }: KeyOwner) =>
  ({ tenant_id, category: 'subject', id: derivedId('subject', subjectName(subject)) }) as const;

const hasChart = async (commits: CommitTable, { tenant_id, subject: { kind, id } }: KeyOwner) => {
  if (kind !== 'patient') return false;
  const { items } = await commits.page(streamKey({ tenant_id, category: 'chart', id }), 0, 1);
  return items.length > 0;
};

/**
 * Destroys a subject's key: first on record, then in the table of keys. A request that breaks off between the two has
 * said what it was about to do; sent again it adds no event and destroys what is still there.
 *
 *   POST ─ append key_destroyed ✓ ─ ✗ broken off
 *   POST ─ nothing to append ────── tombstone ✓ ─ 200
 */
export const subjectEndpoints = ({ store, commits, shredder }: SubjectParts): Endpoint[] => [
  endpoint(routes.destroySubject, async (request) => {
    const { caller, params: subject, body, now } = request;
    const owner = { tenant_id: caller.tenant_id, subject };
    if (!((await hasChart(commits, owner)) || (await shredder.knows(owner)))) return NO_SUCH_SUBJECT;
    const done = await runCommand(store, {
      decider,
      stream: subjectStream(owner),
      command: { type: 'destroy_key', kind: subject.kind, subject_id: subject.id, ...body },
      because: becauseOf('destroySubject', request),
    });
    if (isRefusal(done)) return done;
    await shredder.destroy(owner, now);
    return { ...subject, version: done.version };
  }),
];
