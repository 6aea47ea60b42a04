import { Argument, type Command } from 'commander';
import { ViewName } from '../../functions/views/rebuild-request.ts';
import type { Io } from './cli/io.ts';
import { verb, withCommonOptions } from './cli/verb.ts';
import {
  Discarding,
  discardView,
  OfView,
  Rebuilding,
  rebuildView,
  switchBack,
  viewStatus,
} from './view/verbs.ts';

const EXAMPLES = `
The system goes on meanwhile: new events are written to both generations, and readers see the old one until the new one
was compared with the events and switched to. The old one is kept up to date, to switch back to, until it is discarded.
The work is done by this command; with --remote by the deployed system, and goes on when nobody follows it.

Examples:
  npm run ems -- view rebuild charts
  npm run ems -- view rebuild charts --segments 16 --target aws --stage prod
  npm run ems -- view rebuild charts --resume
  npm run ems -- view rebuild charts --remote --segments 32 --target aws --stage prod
  npm run -s ems -- view status charts --json | jq .copies
  npm run ems -- view switch-back charts
  npm run ems -- view discard charts`;

const REMOTE = 'let the deployed system do the work, and follow it';

const named = () => new Argument('<view>', 'the read model').choices(ViewName.options);

/** The noun `view`: read models, which can be made again from the events. */
export const view = (program: Command, io: Io): void => {
  const noun = program
    .command('view')
    .description('read models, made again from the events')
    .addHelpText('after', EXAMPLES);
  withCommonOptions(noun.command('rebuild'))
    .description('build a new generation beside the live one, compare it with the events, and switch to it')
    .addArgument(named())
    .option('--segments <count>', 'parts worked on side by side', '4')
    .option('--resume', 'go on with a rebuild that was broken off')
    .option('--remote', REMOTE)
    .option('--no-switch', 'leave the live generation live; --resume switches later')
    .addHelpText('after', EXAMPLES)
    .action(verb(io, Rebuilding, rebuildView));
  withCommonOptions(noun.command('status'))
    .description('show which generations there are, and how far a rebuild is')
    .addArgument(named())
    .addHelpText('after', EXAMPLES)
    .action(verb(io, OfView, viewStatus));
  withCommonOptions(noun.command('switch-back'))
    .description('make the generation live again that was before the last switch')
    .addArgument(named())
    .addHelpText('after', EXAMPLES)
    .action(verb(io, OfView, switchBack));
  withCommonOptions(noun.command('discard'))
    .description('delete the generation beside the live one: an old one, or a rebuild that is given up')
    .addArgument(named())
    .option('--remote', REMOTE)
    .addHelpText('after', EXAMPLES)
    .action(verb(io, Discarding, discardView));
};
