import { idOf } from '../sample-chart.ts';

const AREA = idOf(81);
const CONFIGURATION = idOf(82);
const PROCEDURES = idOf(83);
const MEDICATIONS = idOf(84);

const said = (group: string, element: string, text: string) => ({ group, element, values: [{ text }] });
const instance = (id: string, group: string, parent?: string) => ({
  ...{ id, group },
  ...(parent !== undefined && { parent }),
});

/** Demographic data with all that the standard demands, so that it passes the gate. */
export const VALID_DEMOGRAPHICS = {
  elements: [
    said('root', 'dAgency.01', 'L017'),
    said('root', 'dAgency.02', '351'),
    said('root', 'dAgency.03', 'Lakeside EMS'),
    said('root', 'dAgency.04', '09'),
    said(AREA, 'dAgency.05', '09'),
    said(AREA, 'dAgency.06', '09001'),
    said('root', 'dAgency.09', '9920001'),
    said('root', 'dAgency.11', '9917001'),
    said('root', 'dAgency.12', '1016003'),
    said('root', 'dAgency.13', '9912003'),
    said('root', 'dAgency.14', '1018003'),
    said('root', 'dAgency.23', '1027005'),
    said('root', 'dAgency.24', '9923003'),
    said(CONFIGURATION, 'dConfiguration.01', '09'),
    said(CONFIGURATION, 'dConfiguration.10', '9914001'),
    said(CONFIGURATION, 'dConfiguration.13', '1213003'),
    said(CONFIGURATION, 'dConfiguration.16', 'M7'),
    said(PROCEDURES, 'dConfiguration.06', '9917001'),
    said(PROCEDURES, 'dConfiguration.07', '233169004'),
    said(MEDICATIONS, 'dConfiguration.08', '9917001'),
    said(MEDICATIONS, 'dConfiguration.09', '1191'),
  ],
  groups: [
    instance(AREA, 'dAgency.AgencyServiceGroup'),
    instance(CONFIGURATION, 'dConfiguration.ConfigurationGroup'),
    instance(PROCEDURES, 'dConfiguration.ProcedureGroup', CONFIGURATION),
    instance(MEDICATIONS, 'dConfiguration.MedicationGroup', CONFIGURATION),
  ],
};
