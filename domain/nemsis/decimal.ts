/** A decimal of any size, exactly: `digits` shifted right by `scale` places. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** Reads a decimal of XML Schema (`-1.50`, `+3`, `.5`), or gives undefined where it is none. */
export const decimalOf = (text: string): Decimal | undefined => {
  const [, sign, whole = '', part = ''] = /^([+-]?)(?=\.?\d)(\d*)(?:\.(\d*))?$/.exec(text) ?? [];
  if (sign === undefined) return undefined;
  const fraction = part.replace(/0+$/, '');
  return { digits: BigInt(`${sign === '-' ? '-' : ''}1`) * BigInt(whole + fraction), scale: fraction.length };
};

/** Below zero when the one is less than the other, above when it is more. */
export const compareDecimals = (one: Decimal, other: Decimal): number => {
  const left = one.digits * 10n ** BigInt(other.scale);
  const right = other.digits * 10n ** BigInt(one.scale);
  return left < right ? -1 : Number(left > right);
};

/** How many digits a decimal has, without zeros that say nothing. */
export const totalDigitsOf = ({ digits, scale }: Decimal): number =>
  Math.max(String(digits).replace('-', '').length, scale);
