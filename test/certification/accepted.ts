import type { Answered } from '../e2e/api-client.ts';

/** What the API answers that it has recorded; throws with its reasons where it refuses. */
export const accepted = async (
  asked: Promise<Answered>,
): Promise<Answered['body'] & { readonly version: number }> => {
  const { status, body } = await asked;
  const { version } = body;
  if (status >= 300 || typeof version !== 'number') throw new Error(`${status} ${JSON.stringify(body)}`);
  return { ...body, version };
};
