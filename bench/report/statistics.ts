/**
 * The value below which this share of the samples lies, by the nearest rank, so that it is one that was measured.
 * @param share 0.5 for the median, 0.95 for p95
 * @throws when there is no sample
 */
export const quantile = (samples: readonly number[], share: number): number => {
  const sorted = samples.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new Error('No sample was measured, so there is no quantile of them.');
  return value;
};

/** Half of the samples are lower. */
export const median = (samples: readonly number[]): number => quantile(samples, 0.5);

/**
 * A value that the median of all there could be is above in 97.5 of 100 cases: the samples' own of the rank that the
 * binomial distribution gives (its normal approximation), whatever they are distributed like. Where it is above zero,
 * the samples are not above zero by chance.
 */
export const surelyBelowMedian = (samples: readonly number[]): number => {
  const { length } = samples;
  return quantile(samples, Math.max(0, Math.floor((length - 1.96 * Math.sqrt(length)) / 2)) / length);
};

/** A number as tables show it: three significant digits are more than any timing here is worth. */
export const rounded = (value: number): number => Number(value.toPrecision(3));
