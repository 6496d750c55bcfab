// `npm run outbox`: what waits to go out, lane by lane, and what was given up, timers as well. `npm run outbox -- again <id|all>`
// sends it again, or lets it ring again.
import { resolve } from 'node:path';
import { readDatabaseConfig } from '../config.ts';
import { findCluster } from '../database/cluster.ts';
import { type Opened, openDatabase } from '../database/open.ts';
import { deadLetters, sendAgain, whatWaits } from '../delivery/waiting.ts';
import { countGivenUp, givenUp, ringAgain } from '../schedule/given-up.ts';
import { explain } from './explain.ts';
import { counted, inWords } from './finding.ts';

const patienceMs = 30_000;
const mostListed = 200;
const usage = 'It takes nothing, or: again and an id, or: again all.';
const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function list({ database }: Opened): Promise<void> {
  const now = Date.now();
  const { lanes, dead } = await whatWaits(database, now);
  for (const { urgent, count, oldestMs } of lanes) {
    const age = count > 0 ? `, the oldest due for ${inWords(oldestMs)}` : '';
    say(`${urgent ? 'Urgent' : 'Ordinary'}: ${count} waiting${age}.`);
  }
  say(`Dead letters: ${dead}.`);
  for (const { id, kind, created_at, problem } of await deadLetters(database.owner, mostListed))
    say(`  ${id}  ${kind}  ${inWords(now - created_at.getTime())}  ${problem ?? ''}`.trimEnd());
  if (dead > mostListed) say(`  and ${dead - mostListed} younger ones.`);
  const timers = await countGivenUp(database);
  say(`Timers given up: ${timers}.`);
  for (const { id, feature, name, was_due_at, problem } of await givenUp(database.owner, mostListed)) {
    const age = was_due_at ? inWords(now - was_due_at.getTime()) : 'nobody knows how long';
    say(`  ${id}  ${feature}.${name}  ${age}  ${problem ?? ''}`.trimEnd());
  }
  if (timers > mostListed) say(`  and ${timers - mostListed} younger ones.`);
  if (dead + timers > 0)
    say('To do one again: npm run outbox -- again <id>. All of them: npm run outbox -- again all');
}

async function again({ database }: Opened, which: string): Promise<void> {
  const now = Date.now();
  const { sent, leftOut } = await sendAgain(database.owner, which, now);
  const timers = await ringAgain(database.owner, which, now);
  const found = sent + leftOut + timers > 0;
  if (!found && which !== 'all') throw new Error(`There is no dead letter and no timer ${which}.`);
  if (sent > 0)
    say(`${counted(sent, 'message')} will be sent again, by the bot, in a few seconds if it is running.`);
  if (timers > 0)
    say(`${counted(timers, 'timer')} will ring again, by the bot, within a minute if it is running.`);
  if (leftOut > 0)
    say(
      `${counted(leftOut, 'check-in')} ${leftOut === 1 ? 'is' : 'are'} not sent again: one of another day helps nobody.`,
    );
  if (!found) say('Nothing was given up.');
}

async function main(given: readonly string[]): Promise<void> {
  const [command, which] = given;
  const isListing = command === undefined;
  if (!isListing && (command !== 'again' || which === undefined || given.length > 2)) throw new Error(usage);
  const config = readDatabaseConfig(process.env);
  if (config.databaseUrl === undefined && !(await findCluster(resolve(config.dataDir))))
    throw new Error('There is no database yet: the first start makes it.');
  let opened: Opened | undefined;
  try {
    opened = await openDatabase(config, { say, problem: () => undefined }, patienceMs);
    await (isListing ? list(opened) : again(opened, which ?? ''));
  } catch (error) {
    // What the database says may name a setting; what we say is a sentence already.
    throw error instanceof Error && 'code' in error
      ? new Error(explain(error, config.databaseUrl), { cause: error })
      : error;
  } finally {
    await opened?.database.close();
    await opened?.embedded?.stop();
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
