/** A letter's body as the JSON it holds, undefined when it holds none: whoever reads it parses it further. */
export const parsedBody = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};
