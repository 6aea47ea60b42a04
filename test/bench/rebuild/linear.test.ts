import { describe, expect, it } from 'vitest';
import { growth } from '../../../bench/rebuild/linear.ts';

describe('The growth of a rebuild', () => {
  it('is linear where the rate hardly changes', () => {
    expect(growth(1_000, 1_000)).toBe('linear (0%)');
    expect(growth(1_000, 1_299)).toBe('linear (+30%)');
    expect(growth(1_000, 710)).toBe('linear (-29%)');
  });

  it('is not where it does, either way', () => {
    expect(growth(1_000, 690)).toBe('not linear (-31%)');
    expect(growth(1_000, 1_400)).toBe('not linear (+40%)');
  });
});
