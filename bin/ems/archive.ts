import type { Command } from 'commander';
import { catchUp, OfTenants, showStatus } from './archive/catch-up.ts';
import { Restoring, restoreArchive } from './archive/restore.ts';
import type { Io } from './cli/io.ts';
import { verb, withCommonOptions } from './cli/verb.ts';

const EXAMPLES = `
The archive holds every commit as it lies in the store, sealed, in S3 under object lock. It holds no keys: what is sealed
for a person whose key was destroyed stays unreadable in it, and whatever is restored from it.

A restoration first proves the whole archive of an agency and compares it with what is there; only then does it write, and
only what is lacking, into the feed under the same numbers as before. Begun again, it goes on. Afterwards build the read
models: "ems view rebuild charts".

Hashes prove what an archive has, and the newest checkpoint of the agency's log that nothing is missing at its end: how many
commits there were by then, and which. An archive with fewer of them, or with others, is not restored.

Examples:
  npm run ems -- archive status
  npm run ems -- archive catch-up --tenant candlewood-ems
  npm run ems -- archive restore --dry-run
  npm run ems -- archive restore --tenant candlewood-ems --expect 120034 --target aws --stage prod
  npm run ems -- archive restore --without-log --target aws --stage prod
  npm run ems -- archive restore --tenant candlewood-ems --into proof-events --into-feed proof-feed`;

/** The noun `archive`: every commit in S3, and the way back from there. */
export const archive = (program: Command, io: Io): void => {
  const noun = program
    .command('archive')
    .description('the archive of all commits, and restoring from it')
    .addHelpText('after', EXAMPLES);
  withCommonOptions(noun.command('status'))
    .description('show how far the archive is behind the feeds')
    .option('--tenant <id>', 'this agency alone')
    .addHelpText('after', EXAMPLES)
    .action(verb(io, OfTenants, showStatus));
  withCommonOptions(noun.command('catch-up'))
    .description('archive now what the feeds have and the archive lacks')
    .option('--tenant <id>', 'this agency alone')
    .addHelpText('after', EXAMPLES)
    .action(verb(io, OfTenants, catchUp));
  withCommonOptions(noun.command('restore'))
    .description('prove the archive, and put back what the store and the feed lack of it')
    .option('--tenant <id>', 'this agency alone')
    .option('--dry-run', 'prove and compare, write nothing')
    .option(
      '--into <table>',
      "an events table in the place of the deployed one; the feed's only with --into-feed",
    )
    .option('--into-feed <table>', "a feed's table in the place of the deployed one")
    .option(
      '--expect <commits>',
      'how many there must be at least, as a checkpoint that was kept elsewhere says',
    )
    .option('--without-log', "restore what there is, not held against the log's newest checkpoint")
    .addHelpText('after', EXAMPLES)
    .action(verb(io, Restoring, restoreArchive));
};
