import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { type Asked, type Gate, gateOf } from '../../../adapters/nemsis-xml/gate.ts';
import { type Finding, Severity, type Verdict } from '../../../schemas/nemsis/finding.ts';
import { State } from '../../../schemas/nemsis/pack.ts';
import { OperatorFault } from '../cli/fault.ts';
import type { Session } from '../cli/verb.ts';
import { extraRules } from './extra-rules.ts';
import { findingLine } from './finding-line.ts';
import { OWN_JUDGES } from './own-judges.ts';
import { packsIn, unusablePack } from './packs-folder.ts';

/** What `nemsis check` is asked. */
export const Checking = z.object({
  file: z.array(z.string().min(1)).min(1),
  rules: z.array(z.string().min(1)).default([]),
  state: State.optional(),
  packs: z.string().min(1).optional(),
});
type Checking = z.output<typeof Checking>;

const summary = (findings: readonly Finding[]): string =>
  Severity.options
    .map((each) => `${findings.filter(({ severity }) => severity === each).length} ${each}`)
    .join(', ');

const textOf = (file: string, { valid, findings }: Verdict): string =>
  [`${file}: ${valid ? 'valid' : 'not valid'} (${summary(findings)})`, ...findings.map(findingLine)].join(
    '\n',
  );

const judgesOf = ({ judgedBy }: Verdict): string =>
  judgedBy.map(({ stage, name, version }) => `${stage} ${name} ${version}`).join(', ');

const failed = (blocked: number, unread: number) =>
  new OperatorFault({
    problem: [
      ...(blocked > 0 ? [`${blocked} ${blocked === 1 ? 'file is' : 'files are'} not valid.`] : []),
      ...(unread > 0 ? [`${unread} ${unread === 1 ? 'file' : 'files'} could not be read.`] : []),
    ].join(' '),
    advice: 'Put right what is FATAL or ERROR and check again; a WARNING keeps nothing back.',
  });

/** How a file came out. */
type Outcome = 'valid' | 'blocked' | 'unread';

/** Tells of each file as soon as it is judged; who judged is said when it is somebody else than before. */
const checker = (gate: Gate, asked: Asked, { screen }: Session) => {
  let judges = '';
  return async (file: string): Promise<Outcome> => {
    const bytes = await readFile(file).catch(() => undefined);
    if (bytes === undefined) {
      screen.progress(`error: ${file} cannot be read`);
      return 'unread';
    }
    const verdict = await gate(bytes, asked).catch(unusablePack);
    const by = judgesOf(verdict);
    if (by !== judges && by !== '') screen.progress(`judged by ${by}:`);
    judges = by;
    const { valid, findings } = verdict;
    screen.result({ file, valid, findings }, textOf(file, verdict));
    return valid ? 'valid' : 'blocked';
  };
};

/** Judges files one after another; ends with a fault when one of them may not be sent, or cannot be read. */
export const checkFiles = async (
  { file: files, rules, state, packs }: Checking,
  session: Session,
): Promise<void> => {
  const extra = await Promise.all(rules.map(extraRules));
  const gate = gateOf({
    packs: packsIn(packs),
    own: OWN_JUDGES,
    now: () => session.io.now(),
    elapsed: () => performance.now(),
  });
  const check = checker(gate, { rules: extra, ...(state && { state }) }, session);
  const outcomes: Outcome[] = [];
  for (const file of files) outcomes.push(await check(file));
  const count = (outcome: Outcome) => outcomes.filter((each) => each === outcome).length;
  if (outcomes.some((each) => each !== 'valid')) throw failed(count('blocked'), count('unread'));
};
