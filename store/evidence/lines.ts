const NEWLINE = 0x0a;

/** No line of a bundle is longer: an item of the table has 400 KB, of which JSON makes six times as many at worst. */
const MOST_BYTES = 4 * 1024 * 1024;

/** A line's bytes without its newline; or what is wrong with it, which ends the file. */
type Line = Uint8Array | 'its last line is cut off' | 'it is longer than any such line';

/**
 * The lines of a file that comes in pieces, each ended by a newline. Holds one piece and one line, and so no more than
 * `most` bytes of a file without any.
 */
export async function* linesOf(pieces: AsyncIterable<Uint8Array>, most = MOST_BYTES): AsyncGenerator<Line> {
  let begun: Uint8Array = Buffer.of();
  for await (const piece of pieces) {
    let from = 0;
    for (let end = piece.indexOf(NEWLINE); end >= 0; end = piece.indexOf(NEWLINE, from)) {
      yield Buffer.concat([begun, piece.subarray(from, end)]);
      begun = Buffer.of();
      from = end + 1;
    }
    begun = Buffer.concat([begun, piece.subarray(from)]);
    if (begun.length > most) return yield 'it is longer than any such line';
  }
  if (begun.length > 0) yield 'its last line is cut off';
}
