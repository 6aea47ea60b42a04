import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { LocalFault } from './fault.ts';

const run = promisify(execFile);
const OLDEST = 10; // the minor version of the oldest Python 3 that the engine runs on
const NAMES = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'];
const PROBE = [
  'import importlib.util as u, sys',
  'print(*sys.version_info[:2], all(u.find_spec(m) for m in ("venv", "ensurepip")))',
].join('\n');

/** What a Python command says of itself: its version and whether it can make virtual environments. */
export type PythonFinding = { readonly command: string; readonly version: string; readonly venv: boolean };

async function probe(command: string): Promise<PythonFinding | undefined> {
  const answer = await run(command, ['-c', PROBE]).then(
    ({ stdout }) => stdout.trim().split(' '),
    () => undefined, // not installed, or a version manager's placeholder for a version that is not
  );
  if (answer === undefined) return undefined;
  const [major, minor, venv] = answer;
  return { command, version: `${major}.${minor}`, venv: venv === 'True' };
}

const isRecent = ({ version }: PythonFinding): boolean => {
  const [major, minor] = version.split('.').map(Number);
  return major === 3 && minor !== undefined && minor >= OLDEST;
};

/**
 * Chooses the Python for the engine's virtual environment, or says what the host lacks.
 * @throws LocalFault `python_missing`: none at all, only older ones, or one without the venv module
 */
export function choosePython(findings: readonly PythonFinding[]): PythonFinding {
  const recent = findings.filter(isRecent);
  const chosen = recent.find((finding) => finding.venv);
  if (chosen !== undefined) return chosen;
  const [first] = recent;
  if (first !== undefined) {
    throw new LocalFault({
      code: 'python_missing',
      problem: `${first.command} (Python ${first.version}) has no venv module, which the AWS emulator's private environment needs.`,
      advice: `Install it (Debian, Ubuntu: apt install python${first.version}-venv) and run the command again.`,
    });
  }
  const found = findings.map(({ command, version }) => `${command} is ${version}`).join(', ');
  throw new LocalFault({
    code: 'python_missing',
    problem: `No Python 3.${OLDEST} or newer on the PATH (${found || 'no Python at all'}); the AWS emulator runs on it.`,
    advice:
      'Install Python 3 from your system (Debian, Ubuntu: apt install python3 python3-venv; macOS: brew install python).',
  });
}

/** Finds the host's Python: see {@link choosePython}. */
export async function findPython(): Promise<PythonFinding> {
  const findings = await Promise.all(NAMES.map(probe));
  return choosePython(findings.filter((finding) => finding !== undefined));
}
