/** A published schema that says something which the dictionary has no form for, or that is broken: what, and where. */
export class UnreadableSchema extends Error {
  override readonly name = 'UnreadableSchema';
}
