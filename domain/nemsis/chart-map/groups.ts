/** The repeating groups that typed parts of a chart are. */
export const GROUPS = {
  crew: 'eCrew.CrewGroup',
  complaint: 'eSituation.PatientComplaintGroup',
  vitals: 'eVitals.VitalGroup',
  procedure: 'eProcedures.ProcedureGroup',
  medication: 'eMedications.MedicationGroup',
  signature: 'eOther.SignatureGroup',
  attachment: 'eOther.FileGroup',
} as const;
