/** What the command has of the world: where it writes, what it is given, and when it is told to stop. */
export interface Io {
  out(text: string): void;
  err(text: string): void;
  /** All of standard input, as text. */
  input(): Promise<string>;
  /** Aborts when the operator presses Ctrl-C (or the process is told to end), for a verb that ends cleanly then. */
  interrupted(): AbortSignal;
  now(): Date;
}

const readInput = async () => {
  let text = '';
  for await (const chunk of process.stdin) text += String(chunk);
  return text;
};

/** A reader that closed its end (`| head`) has had enough: that is no fault. */
const endQuietly = (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
};

/** The process's own streams, signals and clock. */
export const processIo = (): Io => {
  process.stdout.on('error', endQuietly);
  return {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    input: readInput,
    interrupted() {
      const stop = new AbortController();
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => stop.abort());
      return stop.signal;
    },
    now: () => new Date(),
  };
};
