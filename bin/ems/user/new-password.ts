import { randomBytes } from 'node:crypto';

/** A password nobody has had: 144 random bits, with one of each kind of character that the user pool asks for. */
export const newPassword = (): string => `${randomBytes(18).toString('base64url')}-aA1`;
