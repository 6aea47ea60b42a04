/** What the list of events explains before it lists: written by hand, and kept here as the rest is generated. */
export const PREFACE = `# Events

This file is written by \`npm run ems -- catalogue write\` from the schemas; change those, or the words in
\`bin/ems/catalogue\`, and write it again. The same catalogue is served for machines at \`GET /asyncapi.json\`.

Every fact is an event in the stream of its aggregate. A stream is \`tenant / category / id\`; its version is the number of
its events. One command appends one commit, which holds its events together with who did it (user and role), when, and
because of what (command, correlation and causation ids). Shapes: \`schemas/chart/events.ts\`, \`schemas/user.ts\`; each has
a schema version, is checked on write and on read, and is kept in \`schemas/catalogue.ts\`.

PHI marks data of a person that the schemas tag as such (\`schemas/phi.ts\`), and whose it is: it is in no log, queue, bus
entry or push.

What was recorded is told as changes in the manner of JSON Merge Patch (RFC 7396): a named field changed, null cleared it.

## Versions

Only the newest version of a type is written. What was written before stays as it is and is read as the newest: each old
shape is kept beside the new one with a pure function to the next version. \`schemas/catalogue/committed.json\` is the
catalogue as it was last written; a change by which something stored could not be read any more, or would lie unsealed,
fails the tests and is refused by the command, until the version is raised and the old shape kept.`;

/** How events reach others: what each of the ways carries, and what a consumer can rely on. */
export const DELIVERY = `## On the bus

One entry a commit: source \`fusionems\`, detail type \`<category>.committed\`; the detail is \`BusEntry\` of
\`schemas/commit.ts\`: identities, event types, versions and times. Consumers read the rest from the event store.

## Over the WebSocket

| name | when |
|---|---|
| \`incident.updated\` | a chart of the incident changed |
| \`incident.status_changed\` | a chart of the incident changed its status |
| \`nemsis.export_status_changed\` | an export of a chart of the incident went on |

A push names the chart, its version, the event types and the \`seq\` of its commit in the agency's feed. It may come twice
or out of order: \`version\` tells whether it is news, and a read with \`min_version\` gives the chart at least as new. That
of an export names the export, too, with its own version and status; exports of demographic data are of no incident, and
nobody is pushed them.

## In the feed

All commits of an agency stand in one order, numbered by \`seq\` from 0 without a gap: \`GET /v1/events?after=\`. Whoever lost
the connection subscribes, reads on from the \`next_after\` of their last read until nothing comes, and drops by \`seq\` what
they know. Entries of one stream stand in the order of its versions.

## Sealed

What the tables below mark as PHI does not lie in an event's \`data\` but sealed beside it, in one blob for each person: under
a key of their own, bound to stream, version, type and person. When that key is destroyed the rest of the event stays; an
event that is not of its shape without what is gone stays in the history, and no fold sees it.`;
