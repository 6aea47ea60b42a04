import { ERRORS } from '../error.ts';

const errorRows = Object.entries(ERRORS).map(
  ([code, { status, says }]) => `| \`${code}\` | ${status} | ${says} |`,
);

/** What holds for every operation, in Markdown, for people who read the document. */
export const ABOUT = `Charts (patient care reports) of an ambulance agency: opened, recorded, reviewed and locked over this API, with changes pushed over a WebSocket.

## Who asks
Sign in at \`POST /v1/auth/sign-in\` and send the access token as \`Authorization: Bearer\`. The agency, the user and the role come from the token alone; another agency's thing is answered as one that is not there.

## Writing
- A write of an existing thing carries \`version\`, the version the client last saw. When it is not the newest any more the answer is \`VERSION_CONFLICT\` with \`details.server_version\` and \`details.updated_at\`; read again and redo the change.
- With an \`Idempotency-Key\` a retry is safe: the same request with the same key gives the first outcome again. Opening a chart needs one; any write may have one.
- A chart holds at most 100 each of vital signs, interventions, signatures and attachments.
- What the typed fields cannot say goes by element number of NEMSIS (\`PUT …/elements\`): each named element with all its values, judged by the dictionary; what is not named stays. \`group\` says in which instance of a repeating group it stands: \`root\`, a typed part by its id (\`vital_id\`, \`intervention_id\`, \`signature_id\`, \`attachment_id\`), \`crew/\` with a crew id, \`chief-complaint\`, or a group that was put under a UUID the client made. A typed field wins over an entry of its element, unless the entry says the same in other words; one that it wins over is a finding of the chart (\`overruled\`). Without values an element is taken away; a group is taken away with all that stands in it. One chart holds up to 128 KB of this.
- A PATCH is a JSON Merge Patch (RFC 7396): what is named changes, \`null\` clears, what is absent stays.
- A write answers the \`version\` that has its effect. Pass it as \`min_version\` to a read that must see it.

## Reading
Lists take \`limit\` (at most 200) and \`cursor\`, and answer \`items\` and \`next_cursor\`, which is null on the last page. Moments are taken with any offset and answered in UTC.

Who reads health information is kept in the access trail, with the purpose: a code of HL7 PurposeOfUse in the header \`Purpose-Of-Use\`, or else what the reader's role is there for. What cannot be kept there is not answered.

## Errors
Every refusal has one shape, and a code that does not change. \`trace_id\` finds the request in the service's logs.

| code | status | what it says |
|---|---|---|
${errorRows.join('\n')}

A path that is not listed here is answered \`NOT_FOUND\`, another method of a listed path \`METHOD_NOT_ALLOWED\`. An unknown field or query parameter is refused, never ignored. The gateway in front of the service answers some requests itself, with \`{"message": …}\` in place of the shape above; that is said where it can happen.`;

/** The parts of the API, in the order in which a client meets them. */
export const TAGS = [
  { name: 'auth', description: 'Signing in and out, and going on with a session' },
  { name: 'charts', description: 'Patient care reports: opening, recording, review and reading' },
  { name: 'exports', description: 'Reports for the state: validated, written, submitted' },
  { name: 'nemsis', description: 'The standard as data, for forms: elements, types and code lists' },
  { name: 'agency', description: 'Demographic data, releases of the standard, and the account at the state' },
  { name: 'audit', description: 'What was done and what was read, for auditors and admins' },
  { name: 'realtime', description: 'Tickets for the WebSocket that pushes changes' },
  { name: 'subjects', description: 'People whose data is stored, and the end of it, for admins' },
  { name: 'users', description: "An agency's users, for its admins" },
  { name: 'api', description: 'The API itself: its health and this document' },
];
