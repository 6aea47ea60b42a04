import { describe, expect, test } from 'vitest';
import { type Followed, follow } from '../../../../bin/ems/events/follow.ts';
import { MemoryStream } from './memory-shards.ts';

const BEGAN = new Date('2026-03-01T12:00:00.900Z');
const LONG_AGO = new Date('2026-03-01T06:00:00Z');

const name = (followed: Followed) => (followed === 'gap' ? 'gap' : followed.sequence);

/** Follows until the scenes are played: each is played when a round brought nothing, and behind the last one it stops. */
const played = async (
  stream: MemoryStream,
  since: 'start' | Date,
  scenes: readonly (() => void)[] = [],
): Promise<readonly string[]> => {
  const left = [...scenes];
  const seen: string[] = [];
  const pause = async () => {
    const scene = left.shift();
    if (!scene) throw new Error('stopped');
    scene();
  };
  const following = async () => {
    for await (const followed of follow({ reader: stream, since, pause })) seen.push(name(followed));
  };
  await expect(following()).rejects.toThrow('stopped');
  return seen;
};

const streamWith = (...sequences: readonly string[]): MemoryStream => {
  const stream = new MemoryStream();
  stream.grow('A');
  for (const sequence of sequences) stream.put('A', sequence, LONG_AGO);
  return stream;
};

describe('since now', () => {
  test('what was there before is not told, what comes after is, in its order', async () => {
    const stream = streamWith('1', '2');
    const coming = [
      () => {
        for (const each of ['3', '4', '5']) stream.put('A', each);
      },
      () => stream.put('A', '6'),
    ];
    expect(await played(stream, BEGAN, coming)).toStrictEqual(['3', '4', '5', '6']);
  });

  test('shards that were closed before are not opened', async () => {
    const stream = streamWith('1');
    stream.close('A');
    stream.grow('B', 'A');
    expect(await played(stream, BEGAN, [() => stream.put('B', '2')])).toStrictEqual(['2']);
    expect(stream.asked.filter((each) => each.startsWith('open'))).toStrictEqual(['open B newest']);
  });

  test('a machine that slept before it read anything is told only what came since it began', async () => {
    const stream = streamWith('1', '2');
    const slept = () => {
      stream.put('A', '3');
      stream.expire();
    };
    expect(await played(stream, BEGAN, [slept, () => {}])).toStrictEqual(['3']);
  });

  test('a change of the second in which it began is told, as the stream knows whole seconds only', async () => {
    const stream = streamWith();
    const inThatSecond = () => stream.put('A', '1', new Date('2026-03-01T12:00:00Z'));
    expect(await played(stream, BEGAN, [inThatSecond])).toStrictEqual(['1']);
  });
});

describe('since the start', () => {
  test('everything the stream remembers is told, page by page', async () => {
    const stream = streamWith('1', '2', '3', '4', '5');
    expect(await played(stream, 'start')).toStrictEqual(['1', '2', '3', '4', '5']);
  });

  test('a shard that was split is read to its end before its children', async () => {
    const stream = streamWith('1', '2', '3');
    stream.close('A');
    stream.grow('B', 'A');
    stream.grow('C', 'A');
    stream.put('B', '4');
    stream.put('C', '5');
    expect(await played(stream, 'start')).toStrictEqual(['1', '2', '3', '4', '5']);
  });

  test('a shard whose parent the stream has forgotten is read at once', async () => {
    const stream = new MemoryStream();
    stream.grow('B', 'A');
    stream.put('B', '1', LONG_AGO);
    expect(await played(stream, 'start')).toStrictEqual(['1']);
  });
});

describe('while it follows', () => {
  test('a split is followed into the children, each from its oldest change', async () => {
    const stream = streamWith('1');
    const split = () => {
      stream.put('A', '2');
      stream.close('A');
      stream.grow('B', 'A');
      stream.grow('C', 'A');
      stream.put('B', '3');
      stream.put('C', '4');
    };
    expect(await played(stream, 'start', [split, () => stream.put('C', '5')])).toStrictEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
    ]);
  });

  test('a successor that the stream lists late is found, and the stream is asked for shards no more after that', async () => {
    const stream = streamWith('1');
    const scenes = [
      () => stream.close('A'),
      () => {},
      () => {
        stream.grow('B', 'A');
        stream.put('B', '2');
      },
      () => {},
    ];
    expect(await played(stream, 'start', scenes)).toStrictEqual(['1', '2']);
    expect(stream.asked.filter((each) => each === 'shards')).toHaveLength(3);
  });

  test('an expired iterator is replaced behind the last change that was read', async () => {
    const stream = streamWith('1', '2', '3');
    const slept = () => {
      stream.put('A', '4');
      stream.expire();
    };
    expect(await played(stream, 'start', [slept, () => {}])).toStrictEqual(['1', '2', '3', '4']);
    expect(stream.asked).toContain('open A after 3');
  });

  test('changes that the stream forgot before they were read leave a gap that is told', async () => {
    const stream = streamWith('1');
    const fellBehind = () => {
      stream.put('A', '2');
      stream.put('A', '3');
      stream.trim('A', 2);
    };
    expect(await played(stream, 'start', [fellBehind])).toStrictEqual(['1', 'gap', '3']);
  });

  test('so does sleeping for longer than the stream remembers', async () => {
    const stream = streamWith('1');
    const sleptForDays = () => {
      stream.put('A', '2');
      stream.put('A', '3');
      stream.trim('A', 2);
      stream.expire();
    };
    expect(await played(stream, 'start', [sleptForDays])).toStrictEqual(['1', 'gap', '3']);
  });
});
