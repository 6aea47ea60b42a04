import { subjectStream } from '../../functions/commands/subject-endpoints.ts';
import { eventStore } from '../../store/event-store.ts';
import { filesOf } from '../../store/files/chart-files.ts';
import type { KeyRing } from '../../store/keys/key-ring.ts';
import type { KeyOwner } from '../../store/keys/shredder.ts';
import { keyParts, streamKey } from '../../store/stream-key.ts';
import { written } from '../../store/views/generations.ts';
import { copiesIn } from '../aws/row-items.ts';
import { markOf } from '../world/plan.ts';
import { freshRing } from '../world/prepare.ts';
import { atRest } from '../world/settle.ts';
import type { Site } from '../world/site.ts';
import type { Check, Evidence, Finding } from './finding.ts';

const CHECK = 'nothing of a destroyed subject can be read';

/** Subjects whose destruction was answered as done, or is on record. */
const ownersIn = ({ ledger, streams }: Evidence): KeyOwner[] => {
  const gone = ledger.destroyed.filter(
    ({ owner, done }) => done || streams.has(streamKey(subjectStream(owner))),
  );
  return gone.map(({ owner }) => owner);
};

/** All that can be read of charts with these keys: events, and rows of all copies. */
const readable = async (site: Site, ring: KeyRing, { streams }: Evidence): Promise<string[]> => {
  const store = eventStore(site.commits, ring, site.scheduler.now);
  const copies = copiesIn(site.rows, ring);
  const generations = written(await site.generations.read());
  const texts: string[] = [];
  for (const pk of streams.keys()) {
    const { tenant_id = '', category, id = '' } = keyParts(pk);
    if (category !== 'chart') continue;
    texts.push(JSON.stringify(await store.load({ tenant_id, category, id })));
    for (const generation of generations)
      texts.push(JSON.stringify(await copies.of(generation).get(tenant_id, id)) ?? '');
  }
  return texts;
};

/** So many calls come past most of the containers that are warm. */
const CALLS = 4;

/** What can be read with the keys that warm functions remember. */
const readableWarm = async (evidence: Evidence): Promise<string[]> => {
  const { service } = evidence;
  const texts: string[] = [];
  const call = () =>
    service.commands.call('read everything', ({ ring }) => readable(service.site, ring, evidence));
  const calls = async (): Promise<void> => {
    for (let n = 0; n < CALLS; n += 1) {
      const outcome = await call();
      if (outcome.kind === 'answered') texts.push(...outcome.value);
    }
  };
  await atRest(service, calls());
  return texts;
};

const filesLeft = ({ fileKeys }: Site, { tenant_id, subject }: KeyOwner): Finding[] =>
  [...fileKeys]
    .filter((key) => key.startsWith(filesOf({ tenant_id, id: subject.id })))
    .map((key) => ({ check: CHECK, problem: `the file ${key} is still there`, about: subject.id }));

/**
 * Of whom was destroyed nothing can be read any more: with keys that are asked for now, or with those that a warm
 * function remembers a minute after; and no file of theirs is left.
 */
export const destroyed: Check = async (evidence) => {
  const owners = ownersIn(evidence);
  const { site } = evidence.service;
  if (owners.length === 0) return [];
  const early = evidence.ledger.destroyed.filter((asked) => asked.early);
  const texts = [...(await readable(site, freshRing(site), evidence)), ...(await readableWarm(evidence))];
  const marked = owners.filter((owner) => texts.some((text) => text.includes(markOf(owner))));
  return [
    ...early.map(({ owner: { subject } }) => ({
      check: 'a destruction that is answered is done',
      problem: `the key of ${subject.kind} ${subject.id} was still there`,
      about: subject.id,
    })),
    ...marked.map(({ subject: { kind, id } }) => ({
      check: CHECK,
      problem: `${kind} ${id} can be read`,
      about: id,
    })),
    ...owners.flatMap((owner) => filesLeft(site, owner)),
  ];
};
