/** What a JSON text says, or undefined where it is none: never an error that repeats the text. */
export const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
