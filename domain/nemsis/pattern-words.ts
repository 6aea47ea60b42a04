/** What a type means by its patterns, and texts that fit it. */
interface PatternWords {
  readonly noun: string;
  readonly examples: readonly string[];
}

/** The standard's types whose patterns nobody should have to read, by their names. */
export const PATTERN_WORDS: Readonly<Record<string, PatternWords>> = {
  DateTimeType: { noun: 'a date and time with its offset', examples: ['2024-10-07T20:20:00-04:00'] },
  PhoneNumber: { noun: 'a phone number', examples: ['203-555-0142', '+44 20 7946 0958'] },
  EmailAddress: { noun: 'an e-mail address', examples: ['medic@agency.example'] },
  ZIP: { noun: 'a postal code', examples: ['06810', '06810-1234', 'K1A 0B1'] },
  SocialSecurityNumber: { noun: 'a social security number without dashes', examples: ['078051120'] },
  UUID: { noun: 'a UUID of version 1 to 5', examples: ['a1500a8d-f414-4ca3-84bc-4e0a7d0ccb15'] },
  ANSIStateCode: { noun: "a state's code of two digits", examples: ['09'] },
  ANSICountyCode: { noun: "a county's code of five digits, the state's first", examples: ['09001'] },
  CensusTracts: { noun: 'a census tract of eleven digits', examples: ['09001210100'] },
  GPSLocation: { noun: 'latitude and longitude without a blank', examples: ['41.394817,-73.454011'] },
  USNG: { noun: 'a place in the US National Grid without blanks', examples: ['18TXL2870283500'] },
  icd10Code: { noun: 'a code of ICD-10', examples: ['R07.9'] },
  icd10CodeInjury: { noun: 'a code of ICD-10 for a cause of injury', examples: ['V89.2XXA'] },
  icd10Activity: { noun: 'a code of ICD-10 for an activity', examples: ['Y93.01'] },
  IncidentLocationType: { noun: 'a code of ICD-10 for a place', examples: ['Y92.410'] },
  AssociatedSymptoms: { noun: 'a code of ICD-10 for a symptom', examples: ['R07.9'] },
  ProvidersImpression: { noun: 'a code of ICD-10 for an impression', examples: ['I21.3'] },
  DBP: { noun: 'a whole number up to 500, or P for palpated', examples: ['80', 'P'] },
  BloodGlucoseLevel: { noun: 'a whole number up to 2000, High or Low', examples: ['98', 'High'] },
};

/** What a text must be that breaks the patterns of a type: in words where there are any, and by the patterns. */
export const patternMessage = (typeName: string, patterns: readonly string[]): string => {
  const form = patterns.join(' or ');
  const words = Object.hasOwn(PATTERN_WORDS, typeName) ? PATTERN_WORDS[typeName] : undefined;
  return words
    ? `must be ${words.noun}, as ${words.examples.join(' or ')} (form: ${form})`
    : `must be of the form ${form}`;
};
