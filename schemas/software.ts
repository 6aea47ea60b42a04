import about from '../package.json' with { type: 'json' };

/** Who writes what is exported (eRecord.02 to .04). */
export const SOFTWARE = { creator: 'FusionEMS', name: 'FusionEMS Quantum', version: about.version };
