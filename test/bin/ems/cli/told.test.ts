import { expect, test } from 'vitest';
import { OperatorFault } from '../../../../bin/ems/cli/fault.ts';
import { toldWith } from '../../../../bin/ems/cli/told.ts';

class Burnt extends Error {}
class Charred extends Burnt {}
class Wet extends Error {}

const told = toldWith(
  [
    [Wet, 'Dry it.'],
    [Burnt, 'Buy another.'],
  ],
  (words) => `Nothing was baked: ${words}`,
);
const thrown = (work: () => never): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

test.each([
  [new Burnt('black.'), 'Nothing was baked: black.', 'Buy another.'],
  [new Charred('coal.'), 'Nothing was baked: coal.', 'Buy another.'],
  [new Wet('soaked.'), 'Nothing was baked: soaked.', 'Dry it.'],
])('An error of a known kind is told with its words and its advice: %s', (error, problem, advice) => {
  const fault = thrown(() => told(error));
  expect(fault).toBeInstanceOf(OperatorFault);
  expect(fault).toMatchObject({ problem, advice, exitCode: 1 });
});

test('Its words alone are the problem where nothing is to be said around them', () => {
  expect(thrown(() => toldWith([[Wet, 'Dry it.']])(new Wet('Soaked.')))).toMatchObject({
    problem: 'Soaked.',
  });
});

test.each([new Error('Unforeseen.'), 'text', undefined])('Anything else stays as it is: %s', (error) => {
  expect(thrown(() => told(error))).toBe(error);
});
