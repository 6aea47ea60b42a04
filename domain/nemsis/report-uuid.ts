/** What the standard takes as a UUID: of the versions 1 to 5. In lower case, in which ids are compared as text. */
export const LAWFUL_UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** A report's UUID as the id of a chart: in lower case; undefined for what no export may say. */
export const lawfulUuid = (uuid: string): string | undefined => {
  const id = uuid.toLowerCase();
  return LAWFUL_UUID.test(id) ? id : undefined;
};
