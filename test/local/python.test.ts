import { describe, expect, it } from 'vitest';
import { choosePython, type PythonFinding } from '../../local/python.ts';

const python = (command: string, version: string, venv = true): PythonFinding => ({ command, version, venv });

describe('choosePython', () => {
  it('takes the first that is recent and can make virtual environments', () => {
    const findings = [
      python('python3', '3.9'),
      python('python3.12', '3.12', false),
      python('python3.10', '3.10'),
    ];
    expect(choosePython(findings)).toStrictEqual(python('python3.10', '3.10'));
  });

  it.each([
    { of: 'nothing', findings: [], says: 'no Python at all' },
    { of: 'an old one', findings: [python('python3', '3.9')], says: 'python3 is 3.9' },
    { of: 'Python 2', findings: [python('python', '2.18')], says: 'python is 2.18' },
  ])('refuses $of, saying what it found', ({ findings, says }) => {
    const choose = () => choosePython(findings);
    expect(choose).toThrow(
      expect.objectContaining({ code: 'python_missing', problem: expect.stringContaining(says) }),
    );
  });

  it('names the package that brings a missing venv module', () => {
    expect(() => choosePython([python('python3', '3.11', false)])).toThrow(
      expect.objectContaining({ code: 'python_missing', advice: expect.stringContaining('python3.11-venv') }),
    );
  });
});
