/** The files of a bundle, next to its tiles, which lie where the log has them. Together they are a log in C2SP's layout. */
export const FILES = {
  key: 'key',
  checkpoint: 'checkpoint',
  seal: 'seal',
  entries: 'entries.jsonl',
  commits: 'commits.jsonl',
} as const;

/** Where an earlier checkpoint lies: by the size of its tree. */
export const earlierCheckpoint = (size: number): string => `checkpoints/${size}`;

/** The size a path of an earlier checkpoint speaks of; none for any other path. */
export const sizeIn = (path: string): number | undefined => {
  const digits = /^checkpoints\/(0|[1-9]\d{0,15})$/.exec(path)?.[1];
  return digits === undefined ? undefined : Number(digits);
};
