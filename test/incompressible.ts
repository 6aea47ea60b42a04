/** Text of so many characters that no compression makes much smaller: the same for the same seed (xorshift). */
export const incompressible = (length: number, seed = 1): string => {
  let state = seed * 2_654_435_761;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  return Array.from({ length }, () => String.fromCharCode(0x4e00 + (next() % 0x5000))).join('');
};
