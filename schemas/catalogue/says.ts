import type { AgencyEvent } from '../agency.ts';
import type { ChartEvent } from '../chart/events.ts';
import type { ExportEvent } from '../export.ts';
import type { SubjectEvent } from '../subject.ts';
import type { UserEvent } from '../user.ts';

/** What each event says, in one line; a new event cannot be left without words. */
export const SAYS: Record<
  ChartEvent['type'] | SubjectEvent['type'] | UserEvent['type'] | AgencyEvent['type'] | ExportEvent['type'],
  string
> = {
  'chart.opened': 'a patient care report was opened for an incident',
  'chart.response_recorded': 'unit, dispatch, delays, odometer, crew changed',
  'chart.times_recorded': 'moments of the call changed',
  'chart.location_recorded': 'the scene changed',
  'chart.situation_recorded': 'complaint, symptoms, impressions changed',
  'chart.disposition_recorded': 'outcome and destination changed',
  'chart.patient_recorded': 'who the patient is changed',
  'chart.narrative_recorded': 'the narrative changed',
  'chart.vitals_recorded': 'vital signs were taken',
  'chart.vitals_corrected': 'vital signs were corrected',
  'chart.intervention_recorded': 'a procedure or medication was given',
  'chart.intervention_corrected': 'a procedure or medication was corrected',
  'chart.signature_added': 'a signature belongs to the chart; its bytes are in the bucket',
  'chart.attachment_added': 'a file belongs to the chart; its bytes are in the bucket',
  'chart.elements_recorded': 'what is said by element number changed',
  'chart.status_changed': 'a step of the lifecycle, and why when it goes back',
  'export.requested': 'an export of a chart, or of the demographic data, was asked for',
  'export.judged': 'schema, rules and profile judged what is to be exported',
  'export.artifact_recorded': 'the file of an export is written; its bytes are in the bucket',
  'export.demographics_refused':
    'the demographic data that goes first did not pass, so a chart is not submitted',
  'export.submission_asked': 'the state is asked, or sent something; what was answered follows',
  'export.submission_answered': 'the state answered, or did not, and what that comes to',
  'subject.key_destroyed': 'the data of a person was made unreadable, for ever',
  'user.signed_in': 'somebody came in',
  'user.challenged': 'a right password that a second step must follow',
  'user.sign_in_failed': 'a wrong password, or a wrong second factor',
  'user.locked_out': 'too many failures',
  'user.unlocked': "an admin's unlocking",
  'user.signed_out': 'somebody left',
  'agency.demographics_recorded': 'what an agency says of itself changed: vehicles, facilities, protocols, …',
  'agency.person_recorded': "what is said of one of an agency's people changed",
  'agency.releases_set': 'which release of the standard holds from which date, and which rule packs judge',
  'agency.time_zone_set': 'in which time zone moments are written',
  'agency.state_account_set': 'where and as whom an agency submits; its password lies in no event',
};
