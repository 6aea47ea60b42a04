import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { phi, phiSubject } from '../../schemas/phi.ts';

describe('A schema tagged as protected health information', () => {
  it('is the same schema, and says whose', () => {
    const name = z.string();
    expect(phi('patient', name)).toBe(name);
    expect(phiSubject(name)).toBe('patient');
    expect(phiSubject(phi('crew', z.string()))).toBe('crew');
  });

  it('is alone in it: a schema made from it has to be tagged anew', () => {
    const name = phi('patient', z.string());
    expect(phiSubject(name.optional())).toBe(undefined);
    expect(phiSubject(z.string())).toBe(undefined);
  });
});
