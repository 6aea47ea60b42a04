import { type Examples, id, vital_id } from './example.ts';

const release = '3.5.1.250403CP1';

/** Examples of the standard as data, and of what a chart lacks of it. */
export const NEMSIS_EXAMPLES: Examples = {
  listElements: {
    answer: {
      release,
      kind: 'ems',
      elements: [
        {
          element: 'eHistory.17',
          name: 'Alcohol/Drug Use Indicators',
          usage: 'Required',
          national: true,
          state: true,
          min: 1,
          nillable: true,
          type: 'AlcoholDrugUseIndicators',
          nv: ['7701001', '7701003'],
          pn: ['8801015', '8801019', '8801023'],
          attributes: [{ name: 'CorrelationID', type: 'CorrelationID', required: false }],
          section: 'eHistory',
          within: 'root',
        },
      ],
      groups: [
        {
          group: 'eHistory.CurrentMedsGroup',
          section: 'eHistory',
          within: 'root',
          attributes: [{ name: 'CorrelationID', type: 'CorrelationID', required: false }],
        },
      ],
      types: { AlcoholDrugUseIndicators: { base: 'xs:string', codes: 'AlcoholDrugUseIndicators' } },
    },
  },
  listCodes: {
    answer: {
      release,
      kind: 'ems',
      list: 'YesNoValues',
      codes: [
        { code: '9923001', label: 'No' },
        { code: '9923003', label: 'Yes' },
      ],
    },
  },
  validateChart: {
    answer: {
      id,
      version: 13,
      release,
      valid: false,
      findings: [
        {
          stage: 'profile',
          rule: 'missing',
          severity: 'ERROR',
          element: 'eDisposition.27',
          location:
            '/*:EMSDataSet[1]/*:Header[1]/*:PatientCareReport[1]/*:eDisposition[1]/*:eDisposition.IncidentDispositionGroup[1]',
          message: 'eDisposition.27 Unit Disposition is missing; without it nobody takes the report.',
        },
        {
          stage: 'profile',
          rule: 'not-recorded',
          severity: 'WARNING',
          element: 'eVitals.14',
          location:
            '/*:EMSDataSet[1]/*:Header[1]/*:PatientCareReport[1]/*:eVitals[1]/*:eVitals.VitalGroup[2]',
          instance: vital_id,
          message:
            'eVitals.14 Respiratory Rate is required, and nothing was recorded; it is sent as not recorded.',
        },
      ],
      judged_by: [
        {
          stage: 'profile',
          name: 'completeness',
          version: `${release}+0.1.0`,
          origin: 'own',
          sha256: '1f3a5c7e9b0d2f4a6c8e0b1d3f5a7c9e1b3d5f7a9c0e2b4d6f8a0c1e3b5d7f9a',
        },
      ],
    },
  },
};
