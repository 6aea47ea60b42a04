import { execFileSync } from 'node:child_process';

/**
 * Whether no process of the group that `pid` led runs any more: the test that nothing stays behind. An ended process
 * that nobody has asked for its result (Z) does not count; only the system can take it away.
 */
export function groupIsEmpty(pid: number): boolean {
  const rows = execFileSync('ps', ['-ax', '-o', 'pgid=,stat='], { encoding: 'utf8' }).trim().split('\n');
  return rows.every((row) => {
    const [group, state] = row.trim().split(/\s+/);
    return Number(group) !== pid || state?.startsWith('Z');
  });
}
