// How fast it is, against bare Bolt, or for Teams a bare CloudAdapter, on the same machine at the same time: `npm run bench`.
//   --only NAME   one row        --json   one object a line        --write   keeps the figures, and shows them in README.md
// Every row counts what it did and fails, with code 1, where that is not right. A goal that is missed is told, and no failure.
import { parseArgs } from 'node:util';
import { requireRuntime } from '../support/runtime.ts';
import { checkinP99, checkinSubmission, inboxAcknowledgement, teamsSubmission } from './checkin.ts';
import { dueTimers } from './due.ts';
import { writeFigures } from './figures.ts';
import { firstView } from './first-view.ts';
import { memoryOverEvents } from './memory.ts';
import { slackFanout } from './slack-fanout.ts';
import { starts } from './start.ts';
import { lineOf, type Told, tableOf } from './table.ts';
import { teamsFanout } from './teams-fanout.ts';
import { underWork } from './under-work.ts';

requireRuntime('npm run bench');

const measures: readonly { rows: readonly string[]; run: () => Promise<readonly Told[]> }[] = [
  { rows: ['inbox-acknowledgement'], run: inboxAcknowledgement },
  { rows: ['checkin-submission'], run: checkinSubmission },
  { rows: ['teams-submission'], run: teamsSubmission },
  { rows: ['checkin-p99'], run: checkinP99 },
  { rows: ['busy-p99', 'busy-stall'], run: underWork },
  { rows: ['memory-slope'], run: memoryOverEvents },
  { rows: ['due-timers'], run: dueTimers },
  { rows: ['first-view'], run: firstView },
  {
    rows: ['slack-fanout', 'slack-fanout-rejected', 'slack-fanout-modals', 'slack-fanout-urgent'],
    run: slackFanout,
  },
  { rows: ['teams-fanout'], run: teamsFanout },
  { rows: ['start-existing', 'start-first', 'memory'], run: starts },
];

const { values } = parseArgs({
  options: { json: { type: 'boolean' }, only: { type: 'string' }, write: { type: 'boolean' } },
});
const { json = false, only, write = false } = values;
const names = measures.flatMap((measure) => measure.rows);
if (only !== undefined && !names.includes(only)) {
  console.error(`There is no row ${only}. The rows are: ${names.join(', ')}.`);
  process.exit(1);
}

const told: Told[] = [];
for (const { rows, run } of measures) {
  if (only !== undefined && !rows.includes(only)) continue;
  if (!json) console.log(`measuring ${rows.join(', ')} …`);
  const measured = await run();
  if (write) writeFigures(measured, names, new Date().toISOString().slice(0, 10));
  const found = measured.filter(({ row }) => only === undefined || row.name === only);
  told.push(...found);
  if (json) for (const one of found) console.log(lineOf(one));
}
if (!json) console.log(`\n${tableOf(told)}`);
// Slack's own client, beside which a fan-out was measured, would go on trying for half an hour.
process.exit();
