// The ledgers of a run as a table for the README: `npm run ledger -- <folder>`, after a run with LAMPLIGHT_RESULTS=<folder>.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const count = z.number();
const line = z.object({
  name: z.string(),
  accepted: count,
  arrived: count,
  lost: count,
  doubled: count,
  aside: count,
});

const lines = readFileSync(join(process.argv[2] ?? '.', 'ledger.jsonl'), 'utf8')
  .split('\n')
  .filter((text) => text !== '')
  .map((text) => line.parse(JSON.parse(text)));
console.log('| what happened | accepted | arrived | lost | doubled | given up and shown |');
console.log('|---|---|---|---|---|---|');
for (const { name, accepted, arrived, lost, doubled, aside } of lines)
  console.log(`| ${name} | ${accepted} | ${arrived} | ${lost} | ${doubled} | ${aside} |`);
