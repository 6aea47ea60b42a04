import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { ChartView } from '../../schemas/chart/view.ts';
import type { Entries } from '../../schemas/nemsis/entries.ts';
import { encodeRow } from '../../store/chart-row-item.ts';
import { MAX_ITEM_BYTES } from '../../store/commit-item.ts';
import { memoryKeyRing } from '../../store/keys/memory-key-ring.ts';
import { idOf, minute, TENANT } from '../sample-chart.ts';

/** Text that no compression makes shorter than its information: three bytes a character, from a seed. */
const noise = (seed: string, length: number): string =>
  Array.from({ length: Math.ceil(length / 16) }, (_, part) =>
    [...createHash('sha256').update(`${seed}-${part}`).digest()]
      .slice(0, 16)
      .map((byte, at) => String.fromCodePoint(0x4e00 + byte * 64 + at)),
  )
    .flat()
    .slice(0, length)
    .join('');
const digits = (seed: string) =>
  String(Number.parseInt(createHash('md5').update(seed).digest('hex').slice(0, 6), 16))
    .padStart(7, '0')
    .slice(0, 7);
const codes = (seed: string, length: number) => Array.from({ length }, (_, n) => digits(`${seed}-${n}`));
const hash = (seed: string) => createHash('sha256').update(seed).digest('hex');
const each = <T>(make: (n: number, id: string) => T): T[] =>
  Array.from({ length: 100 }, (_, n) => make(n, idOf(1000 + n)));

const file = (seed: string) => ({
  content_type: 'image/png' as const,
  size_bytes: 25_000_000,
  sha256: hash(seed),
});

/** A chart with as much in it as the schemas and the decider allow, and all of it different. */
const fullest: ChartView = {
  id: idOf(1),
  version: 10_000,
  status: 'in_progress',
  incident_number: noise('incident', 50),
  incident_id: idOf(2),
  date: minute(0),
  opened_at: minute(0),
  opened_by: idOf(3),
  updated_at: minute(1),
  response: {},
  times: {},
  location: { street: noise('street', 255), cross_street: noise('cross', 255) },
  situation: { chief_complaint: noise('complaint', 255) },
  disposition: { destination_name: noise('destination', 255) },
  patient: { last_name: noise('last', 60), street: noise('home', 255) },
  narrative: { text: noise('narrative', 10_000) },
  vitals: each((n, vital_id) => ({
    vital_id,
    vitals: {
      taken_at: minute(n),
      cardiac_rhythms: codes(`rhythm-${n}`, 50),
      heart_rate: n,
      systolic: n + 7,
    },
  })),
  interventions: each((n, intervention_id) => ({
    intervention_id,
    intervention: {
      kind: 'medication' as const,
      performed_at: minute(n),
      medication: digits(`medication-${n}`),
      medication_name: noise(`name-${n}`, 255),
      complications: codes(`complication-${n}`, 50),
    },
  })),
  signatures: each((n, signature_id) => ({
    signature_id,
    signature: {
      ...file(`signature-${n}`),
      signer_role: digits(`role-${n}`),
      signer_name: noise(`signer-${n}`, 120),
      reasons: codes(`reason-${n}`, 10),
      signed_at: minute(n),
    },
  })),
  attachments: each((n, attachment_id) => ({
    attachment_id,
    attachment: { ...file(`attachment-${n}`), name: noise(`attachment-${n}`, 255) },
  })),
  elements: [],
  groups: [],
};

/** Every printable sign of ASCII, but for what JSON escapes. */
const SIGNS = Array.from({ length: 95 }, (_, n) => String.fromCharCode(0x20 + n)).filter(
  (sign) => JSON.stringify(sign).length === 3,
);

/** Text with as much information a byte as JSON can carry. */
const dense = (length: number): string =>
  Array.from({ length: Math.ceil(length / 32) }, (_, part) =>
    [...createHash('sha256').update(`dense-${part}`).digest()]
      .map((byte) => SIGNS[byte % SIGNS.length])
      .join(''),
  )
    .join('')
    .slice(0, length);

/** Entries of as many bytes as the decider takes. */
const fullestEntries: Entries = {
  elements: [{ group: 'root', element: 'eHistory.01', values: [{ text: dense(128 * 1024 - 90) }] }],
  groups: [],
};

test('the fullest chart there can be fits into one item', async () => {
  const item = await encodeRow(
    memoryKeyRing(),
    { tenantId: TENANT, generation: 12 },
    { ...fullest, ...fullestEntries },
  );
  const bytes = Object.entries(item).reduce(
    (sum, [name, value]) =>
      sum + name.length + (value instanceof Uint8Array ? value.length : Buffer.byteLength(String(value))),
    0,
  );
  expect(Buffer.byteLength(JSON.stringify(fullestEntries))).toBe(128 * 1024);
  expect(bytes).toBeGreaterThan(300_000);
  expect(bytes).toBeLessThan(MAX_ITEM_BYTES);
});
