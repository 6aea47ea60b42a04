import type { Dictionary, ValueType } from '../../schemas/nemsis/dictionary.ts';

/** Texts that some type takes and others do not. */
const ODD = [
  ...[
    '',
    ' ',
    '0',
    '-0',
    '+1',
    '007',
    '1.0',
    '1.50',
    '.5',
    '5.',
    '-.25',
    '1e3',
    '1,5',
    'NaN',
    'true',
    'false',
  ],
  ...[
    'P',
    'p',
    'High',
    'Low',
    'x',
    'a@b',
    '@',
    '\u00e9',
    '\u{1f691}',
    '\u0663\u0664',
    'A\u00a0B',
    'a\tb',
    'a\nb',
  ],
  ...['123456789012345678901234567890', '0.05', '0.000', '00.10', '99.99', '1000000', '-5', '12345678.125'],
  ...[
    '2026-02-28',
    '2026-02-29',
    '2024-02-29',
    '2026-13-01',
    '2026-04-31',
    '2026-1-1',
    '2050-01-01',
    '2050-01-02',
  ],
  ...['1890-01-01', '1889-12-31', '1900-01-01Z', '1890-01-01+14:00', '1890-01-01-14:00', '2050-01-01-05:00'],
  ...['0000-01-01', '-0001-01-01', '12026-01-01', '02026-01-01', '2026-01-01+14:01', '2026-01-01+05:60'],
  ...[
    '2026-03-01T12:00:00-05:00',
    '2026-03-01T12:00:00Z',
    '2026-03-01T12:00:00',
    '2026-03-01T12:00:00.123+05:30',
  ],
  ...[
    '2026-03-01T24:00:00-05:00',
    '2026-03-01T24:00:01-05:00',
    '2026-03-01T12:60:00-05:00',
    '2026-03-01T12:00:60-05:00',
  ],
  ...[
    '2026-03-01T12:00:59.999-05:00',
    '2026-03-01t12:00:00-05:00',
    '2026-03-01 12:00:00-05:00',
    ' 2026-03-01T12:00:00-05:00 ',
  ],
  ...[
    '1950-01-01T00:00:00-00:00',
    '1949-12-31T23:59:59-00:00',
    '1950-01-01T00:00:00+05:00',
    '1949-12-31T23:00:00-05:00',
  ],
  ...[
    '2050-01-01T00:00:00-00:00',
    '2050-01-01T00:00:00-05:00',
    '2050-01-01T00:00:01+00:00',
    '2050-01-01T05:00:00+05:00',
  ],
  ...[
    '2026-02-30T12:00:00-05:00',
    '2026-03-01T12:00:00+14:00',
    '2026-03-01T12:00:00+15:00',
    '2026-03-01T12:00:00.-05:00',
  ],
  ...[
    'AAAA',
    'AAA=',
    'AA==',
    'A===',
    'AAAAA',
    'AA AA',
    'A A A A',
    'AAB=',
    'AB==',
    'AA= =',
    'AA=A',
    '////',
    '-_-_',
  ],
  ...['Y92.0', 'I21.9', 'R07.9', 'Z88.0', 'V43.52XA', 'W01', '7980', '314076', '29303009', '99999', '100000'],
  ...[
    '42.3601,-71.0589',
    '90.0,180.000',
    '90.1,0',
    '-90,-180',
    '18TWL8408051234',
    '25',
    '02134',
    '02134-1234',
  ],
  ...[
    '617-555-0100',
    '617-155-0100',
    '+1 6175550100',
    '+12',
    'A1A 1A1',
    'US',
    'USA',
    '7701003',
    '8801019',
    '9922001',
  ],
  ...[
    '550e8400-e29b-41d4-a716-446655440000',
    '550e8400-e29b-71d4-a716-446655440000',
    '550E8400-E29B-41D4-C716-446655440000',
  ],
];

const beside = (limit: string | undefined): string[] => {
  const number = Number(limit);
  if (limit === undefined || Number.isNaN(number)) return limit === undefined ? [] : [limit];
  return [
    limit,
    `${limit}.0`,
    `0${limit}`,
    `+${limit}`,
    String(number - 1),
    String(number + 1),
    `${limit}.001`,
  ];
};

const ofLength = (length: number | undefined): string[] =>
  length === undefined
    ? []
    : [length - 1, length, length + 1].filter((size) => size >= 0).map((size) => 'a'.repeat(size));

/** Texts at the limits of a type, and all the codes it has. */
const ofType = (type: ValueType, { lists }: Dictionary): string[] => [
  ...beside(type.minInclusive),
  ...beside(type.maxInclusive),
  ...[type.length, type.minLength, type.maxLength].flatMap(ofLength),
  ...(type.codes === undefined ? [] : (lists[type.codes] ?? []).map(([code]) => code)),
];

/** Texts that are likely to be at the edge of what a type takes, made from one that it took. */
export const oddTexts = (text: string, type: ValueType, dictionary: Dictionary): string[] => [
  ...ODD,
  ...ofType(type, dictionary),
  ...[
    `${text} `,
    ` ${text}`,
    `\n${text}\n`,
    `${text}${text}`,
    text.slice(0, -1),
    text.slice(1),
    `${text}0`,
    `0${text}`,
  ],
];
