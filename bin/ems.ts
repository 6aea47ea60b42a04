import { processIo } from './ems/cli/io.ts';
import { runEms } from './ems/cli/program.ts';

process.exitCode = await runEms(process.argv.slice(2), processIo());
