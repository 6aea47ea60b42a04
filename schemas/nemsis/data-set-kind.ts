import * as z from 'zod';

/** The two data sets an agency sends: patient care reports, and the agency itself. */
export const DataSetKind = z.enum(['EMS', 'DEM']);
export type DataSetKind = z.infer<typeof DataSetKind>;
