import type { Command } from 'commander';
import { Exporting, exportEvidence } from './audit/export.ts';
import { Signing, signLog } from './audit/sign.ts';
import { Verifying, verifyEvidence } from './audit/verify.ts';
import type { Io } from './cli/io.ts';
import { verb, withCommonOptions } from './cli/verb.ts';

const EXAMPLES = `
A bundle of evidence is a folder: the commits as they are stored (sealed), the log's entries, tiles and signed
checkpoints, and its public key. docs/evidence.md tells how anybody checks it without this program.

Examples:
  npm run -s ems -- audit checkpoint --tenant candlewood-ems > kept-checkpoint
  npm run ems -- audit export evidence/candlewood --tenant candlewood-ems
  npm run ems -- audit export evidence --target aws --stage prod
  npm run ems -- audit verify evidence/candlewood
  npm run -s ems -- audit verify evidence/candlewood --key "$(cat trusted-key)" --kept kept-checkpoint --json`;

const another = (file: string, before: readonly string[] = []) => [...before, file];

/** The noun `audit`: evidence of what was stored, and its check. */
export const audit = (program: Command, io: Io): void => {
  const noun = program
    .command('audit')
    .description('evidence of what was stored, for people who do not trust us')
    .addHelpText('after', EXAMPLES);
  withCommonOptions(noun.command('checkpoint'))
    .description("sign an agency's log as it is now")
    .requiredOption('--tenant <id>', 'the agency')
    .addHelpText('after', EXAMPLES)
    .action(verb(io, Signing, signLog));
  withCommonOptions(noun.command('export'))
    .description("write an agency's evidence, up to its newest checkpoint, into a new folder")
    .argument('<folder>', 'where to')
    .option('--tenant <id>', 'this agency; else every one, each into a folder of its own in there')
    .addHelpText('after', EXAMPLES)
    .action(verb(io, Exporting, exportEvidence));
  noun
    .command('verify')
    .description(
      'check a bundle without asking anybody; exit code 1 and the first broken place where it is not whole',
    )
    .argument('<bundle>', 'the folder of the bundle')
    .option('--key <key>', "the log's verifier key as you have it from elsewhere")
    .option('--kept <file>', 'a checkpoint that was kept earlier; may be given again', another)
    .option('--json', 'results for machines: one JSON object a line')
    .addHelpText('after', EXAMPLES)
    .action(verb(io, Verifying, verifyEvidence));
};
