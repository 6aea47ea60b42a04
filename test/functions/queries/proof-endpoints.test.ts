import { describe, expect, test } from 'vitest';
import { openCheckpoint } from '../../../store/log/checkpoint.ts';
import { leafHashOf } from '../../../store/log/leaf.ts';
import { parseVerifierKey } from '../../../store/log/verifier-key.ts';
import { verifyConsistency, verifyInclusion } from '../../../store/log/verify-proof.ts';
import { TENANT } from '../../sample-chart.ts';
import { entryAt } from '../../store/log/sample-logs.ts';
import { CHECKPOINT, logWorld, PROOFS } from './log-world.ts';

const bytes = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));
const issuesOf = ({ status, body }: Awaited<ReturnType<ReturnType<typeof logWorld>['ask']>>) => [
  status,
  body.error.details.issues,
];

/** What a checkpoint's note says, to whoever has the key. */
const opened = (body: { note: string; key: string }) => {
  const key = parseVerifierKey(body.key);
  return key && openCheckpoint(body.note, key);
};

describe('A checkpoint', () => {
  test('is signed on request, and read by everybody who may', async () => {
    const { ask, sign, growTo } = logWorld();
    growTo(9);
    const { status, body } = await sign();
    const { origin, size, root } = body;
    expect([status, origin, size]).toStrictEqual([200, `log.example.org/${TENANT}`, 9]);
    expect(opened(body)).toStrictEqual({ origin, size: 9, root: bytes(root) });
    expect(await ask(`GET ${CHECKPOINT}`, {}, 'admin')).toStrictEqual({ status: 200, body });
    expect(await sign()).toStrictEqual({ status: 200, body });
  });

  test.each([
    ['GET', 'ems'],
    ['POST', 'ems'],
    ['GET', 'billing'],
    ['POST', 'founder'],
  ] as const)('is not for others: %s by %s', async (method, role) => {
    expect((await logWorld().ask(`${method} ${CHECKPOINT}`, {}, role)).status).toBe(403);
  });
});

describe('Without a checkpoint', () => {
  test.each([
    [CHECKPOINT, {}],
    [`${PROOFS}/inclusion`, { seq: '0' }],
    [`${PROOFS}/consistency`, { from: '0' }],
  ])('there is nothing at %s', async (path, query) => {
    const { ask, growTo } = logWorld();
    growTo(3);
    const { status, body } = await ask(`GET ${path}`, query);
    expect([status, body.error.code, body.error.message]).toStrictEqual([
      404,
      'NOT_FOUND',
      'No checkpoint was signed yet; a POST signs one.',
    ]);
  });
});

describe('A proof of inclusion', () => {
  test.each([
    [0, undefined],
    [299, undefined],
    [256, '260'],
    [6, '7'],
  ])('of entry %i in the log of size %s holds against that root', async (seq, size) => {
    const { sign, growTo, inclusion } = logWorld();
    growTo(300);
    await sign();
    const { body } = await inclusion({ seq: String(seq), ...(size && { size }) });
    const world = logWorld();
    world.growTo(Number(size ?? 300));
    const head = opened((await world.sign()).body);
    const hash = leafHashOf(body.entry);
    expect(bytes(body.leaf_hash)).toStrictEqual(hash);
    expect(body.entry.hash).toBe(entryAt(TENANT, seq).hash);
    expect(head && verifyInclusion(head, { index: seq, hash }, body.proof.map(bytes))).toBe(true);
  });

  test('is of what a checkpoint counts, and of nothing beyond', async () => {
    const { sign, growTo, inclusion } = logWorld();
    growTo(5);
    await sign();
    growTo(9);
    expect(issuesOf(await inclusion({ seq: '5' }))).toStrictEqual([
      422,
      [{ path: 'query.seq', message: 'must be 4 at most' }],
    ]);
    expect(issuesOf(await inclusion({ seq: '1', size: '6' }))).toStrictEqual([
      422,
      [{ path: 'query.size', message: 'must be 5 at most' }],
    ]);
  });

  test.each([{}, { seq: '-1' }, { seq: 'x' }, { seq: '0', size: '0' }])(
    'is not asked for by %o',
    async (q) => {
      const { sign, growTo, inclusion } = logWorld();
      growTo(1);
      await sign();
      expect((await inclusion(q)).status).toBe(422);
    },
  );

  test('is not given of an entry that the feed has lost or changed since', async () => {
    const { sign, growTo, inclusion, entries } = logWorld();
    growTo(5);
    await sign();
    entries[3] = { ...entryAt(TENANT, 30), seq: 3 };
    expect((await inclusion({ seq: '3' })).status).toBe(500);
    entries.splice(3, 1);
    expect((await inclusion({ seq: '3' })).status).toBe(500);
  });
});

describe('A proof of consistency', () => {
  test('shows that each checkpoint begins with all earlier ones', async () => {
    const { sign, growTo, consistency } = logWorld();
    const heads = [];
    for (const size of [0, 1, 7, 256, 300]) {
      growTo(size);
      heads.push(opened((await sign()).body));
    }
    for (const [n, to] of heads.entries())
      for (const from of heads.slice(0, n + 1)) {
        const { body } = await consistency({ from: String(from?.size), to: String(to?.size) });
        expect([body.from, body.to]).toStrictEqual([from?.size, to?.size]);
        expect(from && to && verifyConsistency(from, to, body.proof.map(bytes))).toBe(true);
      }
    expect((await consistency({ from: '7' })).body.to).toBe(300);
  });

  test.each([
    [{ from: '2', to: '6' }, 'to', 5],
    [{ from: '6' }, 'from', 5],
    [{ from: '4', to: '3' }, 'from', 3],
  ])('is not of %o', async (query, name, most) => {
    const { sign, growTo, consistency } = logWorld();
    growTo(5);
    await sign();
    expect(issuesOf(await consistency(query))).toStrictEqual([
      422,
      [{ path: `query.${name}`, message: `must be ${most} at most` }],
    ]);
  });
});
