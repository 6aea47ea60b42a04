import type { Mutation } from './mutation.ts';

/** Bugs of the event store and of what decides on it. */
export const STORE: readonly Mutation[] = [
  {
    name: 'store-taken-is-done',
    file: 'store/event-store.ts',
    find: "if ((await table.put(item)) === 'taken')",
    replace: "if ((await table.put(item)) === 'never')",
    why: 'a Put that was refused is answered as done, and the command is lost',
  },
  {
    name: 'store-head-keeps-old-hash',
    file: 'store/head.ts',
    find: '  hash: commit.hash,\n  sinceSnapshot: head',
    replace: '  hash: head.hash,\n  sinceSnapshot: head',
    why: 'the next commit names the hash before the last one',
  },
  {
    name: 'store-forgets-commands',
    file: 'store/head.ts',
    find: 'as const].slice(-COMMANDS_KEPT)',
    replace: 'as const].slice(-1)',
    why: 'a command that others have followed is not recognised when it is repeated',
  },
  {
    name: 'store-snapshot-without-commands',
    file: 'store/snapshot.ts',
    find: 'commands: kept, ...sealed',
    replace: 'commands: [], ...sealed',
    why: 'a repetition of a command from before the snapshot is not recognised',
  },
  {
    name: 'store-snapshot-of-old-state',
    file: 'store/event-store.ts',
    find: 'const state = after(head, events, { command_id: because.command_id, version });',
    replace:
      'const state = { ...after(head, events, { command_id: because.command_id, version }), state: head.state };',
    why: 'a snapshot lacks the events of the commit that carries it, so what they made is made twice',
  },
  {
    name: 'store-reads-first-page',
    file: 'store/read-stream.ts',
    find: '    from = page.next;\n  }\n  chained(',
    replace: '    from = undefined;\n  }\n  chained(',
    why: 'a stream of more than a page is read in part',
  },
  {
    name: 'command-not-recognised',
    file: 'functions/commands/run-command.ts',
    find: 'if (before !== undefined) return { version: before };',
    replace: '',
    why: 'a repeated command is decided on anew',
  },
  {
    name: 'command-believes-warm-head',
    file: 'functions/commands/run-command.ts',
    find: "  if (!changes && head.warm) return 'again';\n",
    replace: '',
    why: 'a refusal by a head that others have grown is believed',
  },
  {
    name: 'command-not-tried-again',
    file: 'functions/commands/run-command.ts',
    find: "isOutdated(store, run, { head, refusal: appended }))) return 'again';",
    replace: 'isOutdated(store, run, { head, refusal: appended }))) return { version: head.version + 1 };',
    why: 'whoever was slower is told that the command of the faster one is theirs',
  },
  {
    name: 'command-refused-after-destruction',
    file: 'functions/commands/run-command.ts',
    find: '  head.warm ||\n',
    replace: '',
    why: 'a command that was done is refused when it is repeated by who remembers an older head, after a destruction',
  },
];
