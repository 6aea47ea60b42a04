import { EvidenceEntry } from '../../schemas/evidence.ts';
import type { BundleFiles } from './bundle.ts';
import { entryLine } from './entry.ts';
import type { Check, Fault } from './fault.ts';
import { FILES } from './layout.ts';
import { recordsIn } from './read.ts';

const file = FILES.entries;

/**
 * The entries of a bundle, gone through beside its commits. What is wrong with one is told when all commits are whole,
 * because a commit that is left out or put in is the place that is broken, and all entries after it only seem to be.
 */
export const entriesBeside = (files: BundleFiles) => {
  const records = recordsIn(files, file, EvidenceEntry);
  let fault: Fault | undefined;
  let count = 0;

  const faultAt = async (expected: EvidenceEntry): Promise<Fault | undefined> => {
    const { seq, stream, first_version } = expected;
    const next = await records.next();
    if (next.done) return { file, line: seq + 1, seq, what: 'the entry of this commit is missing' };
    if ('fault' in next.value) return next.value.fault;
    if (entryLine(next.value.record) === entryLine(expected)) return undefined;
    return { file, line: seq + 1, seq, what: `it is not the entry of ${stream} version ${first_version}` };
  };

  const faultAfter = async (size: number): Promise<Fault | undefined> => {
    const next = await records.next();
    if (!next.done && 'fault' in next.value) return next.value.fault;
    const what = 'the commit of this entry is missing';
    if (!next.done) return { file: FILES.commits, line: count + 1, seq: count, what };
    if (count === size) return undefined;
    return { file, what: `it has ${count} entries; the newest checkpoint counts ${size}` };
  };

  return {
    /** Takes the next entry, which is to be this one. */
    async match(expected: EvidenceEntry): Promise<void> {
      fault ??= await faultAt(expected);
      count += 1;
    },
    /** There is to be no further entry, and as many as are signed. */
    async *end(size: number): Check<void> {
      fault ??= await faultAfter(size);
      if (fault) yield fault;
    },
    close: () => records.return(undefined),
  };
};
