import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type ExtraRules, rulesOf } from '../../../adapters/nemsis-xml/judges.ts';
import { sha256 } from '../../../adapters/nemsis-xml/packs/digest.ts';
import { OperatorFault } from '../cli/fault.ts';

const unreadable = (file: string) => () => {
  throw new OperatorFault({
    problem: `The file of rules ${file} cannot be read.`,
    advice: 'Name an ISO Schematron file (.sch) with --rules.',
    exitCode: 2,
  });
};

/** A file of rules that is given by hand. What cannot be run of it is told, and nothing is judged then. */
export const extraRules = async (file: string): Promise<ExtraRules> => {
  const bytes = await readFile(file).catch(unreadable(file));
  const loaded = rulesOf(bytes);
  if (loaded.ok) return { name: basename(file), rules: loaded.rules, sha256: sha256(bytes) };
  const lines = loaded.unsupported.map(({ construct, where }) => `\n    ${where}: ${construct}`);
  throw new OperatorFault({
    problem: `The file of rules ${file} has what cannot be run here:${lines.join('')}`,
    advice: 'Leave the file out, or have these places changed by whoever wrote it.',
    exitCode: 2,
  });
};
