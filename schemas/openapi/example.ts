/* The people and the incident of all examples are made up. */

/** A body and an answer of an operation. */
interface Example {
  readonly body?: object;
  readonly answer?: object;
}

/** Examples of operations, by their names. */
export type Examples = Readonly<Record<string, Example>>;

export const id = '8f14e45f-ceea-467f-9d2c-3b1f6a7c0e55';
export const incident_id = '2c7b2d1e-5a0f-5d0a-9a53-0d4c1c9a7b10';
export const vital_id = 'b5f0c0de-7d53-5c1a-8f0e-6f2a4f7f1a01';
export const user_id = '1679091c-5a88-4faf-8fb5-e6087eb1b2dc';
export const updated_at = '2024-10-08T01:12:40.000Z';
