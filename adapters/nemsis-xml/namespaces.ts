/** The namespace of all that NEMSIS version 3 names. */
export const NEMSIS = 'http://www.nemsis.org';

/** The namespace of `nil` and `schemaLocation`. */
export const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
