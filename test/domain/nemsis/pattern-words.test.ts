import { describe, expect, it } from 'vitest';
import { checkText } from '../../../domain/nemsis/check-text.ts';
import { PATTERN_WORDS } from '../../../domain/nemsis/pattern-words.ts';
import { DEM, EMS } from '../../nemsis/dictionaries.ts';

describe('what a pattern means, in words', () => {
  it.each(Object.entries(PATTERN_WORDS))('of %s has examples that fit it', (name, { examples }) => {
    const dictionary = [EMS, DEM].find(({ types }) => types[name]?.patterns);
    if (!dictionary) throw new Error(`No dictionary has patterns for ${name}.`);
    expect(examples.map((text) => checkText(text, name, dictionary))).toStrictEqual(examples.map(() => []));
  });

  it('is told before the pattern', () => {
    expect(checkText('2024-10-07T20:20:00Z', 'DateTimeType', EMS)).toStrictEqual([
      {
        rule: 'pattern',
        message: `must be a date and time with its offset, as 2024-10-07T20:20:00-04:00 (form: ${EMS.types['DateTimeType']?.patterns?.[0]})`,
      },
    ]);
    expect(checkText('5550142', 'PhoneNumber', EMS)[0]?.message).toContain(
      'must be a phone number, as 203-555-0142 or +44 20 7946 0958 (form: ',
    );
  });

  it('is the pattern alone where there are no words for it', () => {
    expect(checkText('!', 'icd10CodeOutcomeProcedures', EMS)).toStrictEqual([
      { rule: 'pattern', message: 'must be of the form [0-9A-HJ-NP-Z]{3,7}' },
    ]);
  });
});
