import { describe, expect, test } from 'vitest';
import { COLLISION } from '../../../local/demo/collision.ts';
import { OVERDOSE } from '../../../local/demo/overdose.ts';
import { scenePng } from '../../../local/demo/png.ts';
import { pngFacts } from '../../../local/demo/upload.ts';
import {
  addAttachment,
  addSignature,
  openChart,
  patchChart,
  patchNarrative,
  patchPatient,
  recordIntervention,
  recordVitals,
} from '../../../schemas/routes/chart-writes.ts';

describe.each([
  ['the overdose', OVERDOSE],
  ['the collision', COLLISION],
])('%s is documented in the fields of the API', (_, call) => {
  const version = 1;
  const file = pngFacts(scenePng());

  test.each([
    ['opening', openChart.body, { incident_number: call.incidentNumber }],
    ['response and times', patchChart.body, { version, response: call.response, times: call.times }],
    [
      'location and situation',
      patchChart.body,
      { version, location: call.location, situation: call.situation },
    ],
    ['disposition', patchChart.body, { version, disposition: call.disposition }],
    ['patient', patchPatient.body, { version, ...call.patient }],
    ['narrative', patchNarrative.body, { version, text: call.narrative }],
    ['signature', addSignature.body, { version, ...call.signature, ...file }],
    ['attachment', addAttachment.body, { version, ...call.attachment, ...file }],
  ])('%s', (__, body, sent) => {
    expect(body.safeParse(sent)).toHaveProperty('success', true);
  });

  test('vital signs and interventions', () => {
    for (const each of call.vitals)
      expect(recordVitals.body.safeParse({ version, ...each }).success).toBe(true);
    for (const each of call.interventions)
      expect(recordIntervention.body.safeParse({ version, ...each }).success).toBe(true);
  });

  test('its moments are in the order in which a call happens', () => {
    const {
      psap_call,
      unit_notified,
      en_route,
      arrived_scene,
      departed_scene,
      arrived_destination,
      transfer_of_care,
    } = call.times;
    const moments = [
      psap_call,
      unit_notified,
      en_route,
      arrived_scene,
      departed_scene,
      arrived_destination,
      transfer_of_care,
    ];
    expect(moments.map(String).toSorted()).toStrictEqual(moments);
  });
});
