import type { DemoDay } from './play.ts';

const curl = (token: string, url: string, ...more: readonly string[]): string =>
  ['  curl -s', `-H "Authorization: Bearer $${token}"`, ...more, `'${url}'`].join(' ');

/** The end of the demonstration as text: who is signed in, what to try, and for how long. */
export const summaryText = ({ apiUrl, sessions, lockedChart, openChart, exported }: DemoDay): string => {
  const { admin, medic, biller, auditor } = sessions;
  const reason = `'{"version":VERSION,"to":"completed","reason":"a correction was asked for"}'`;
  return `
The day is over: chart ${lockedChart} is locked and exported, chart ${openChart} is in progress.

Access tokens, good for 30 minutes:
  ADMIN=${admin.token}
  MEDIC=${medic.token}
  BILLER=${biller.token}
  AUDITOR=${auditor.token}

To try:
${curl('BILLER', `${apiUrl}/v1/charts?status=locked`)}
${curl('MEDIC', `${apiUrl}/v1/charts/${openChart}`)}
${curl('MEDIC', `${apiUrl}/v1/charts/${openChart}/validation`)}
${curl('MEDIC', `${apiUrl}/v1/exports`)}
${curl('MEDIC', `${apiUrl}/v1/exports/${exported}`)}
${curl('MEDIC', `${apiUrl}/v1/events?after=-1`)}
${curl('AUDITOR', `${apiUrl}/v1/audit/streams/chart/${lockedChart}`)}
${curl('AUDITOR', `${apiUrl}/v1/audit/streams/chart/${lockedChart}/verify`)}
${curl('ADMIN', `${apiUrl}/v1/charts/${lockedChart}/transitions`, '-X POST', '-H "content-type: application/json"', `-d ${reason}`)}`;
};
