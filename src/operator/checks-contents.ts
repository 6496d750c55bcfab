// What stands in the tables, in counts and ages only: no name, no words, nobody's answer.
import { sql } from 'kysely';
import { isEntraId } from '../config-teams.ts';
import type { Database } from '../database/connect.ts';
import { isOld, lines } from '../features/help/lines.ts';
import { countriesServed, loadOwn, lookedAfter } from '../features/help/own.ts';
import type { KeyRing } from '../guard/seal.ts';
import { counted, type Finding, inWords, look, minute, ok, wrong } from './finding.ts';

/** Enough to meet every key that is in use, and soon read. */
const mostSealed = 100_000;

/** Every sealed value names its key: one of each is tried. `keys` undefined: there is none. */
export async function checkSealed({ owner }: Database, keys: KeyRing | undefined): Promise<Finding> {
  const about = 'Sealed values';
  const { rows } = await sql<{ sealed: Buffer; count: number }>`
    select (array_agg(sealed))[1] as sealed, count(*) as count from (
      (select sealed from checkin limit ${mostSealed})
      union all
      (select payload from delivery where length(payload) > 0 limit ${mostSealed})
      union all
      (select sealed from installation limit ${mostSealed})
    ) as all_sealed group by substring(sealed from 1 for 5)`.execute(owner);
  const count = rows.reduce((sum, row) => sum + row.count, 0);
  if (count === 0) return ok(about, 'there is none yet.');
  const lost = rows.filter((row) => !keys?.holds(row.sealed)).reduce((sum, row) => sum + row.count, 0);
  return lost === 0
    ? ok(about, `the key fits ${counted(count, 'value')}.`)
    : wrong(
        about,
        keys
          ? `${lost} of ${counted(count, 'value')} cannot be opened: the key is another one. Put back the right one, or add the older one to LAMPLIGHT_KEY after a comma.`
          : `${counted(count, 'value')} cannot be opened without a key. Put back the one that sealed them.`,
      );
}

export async function checkDeliveries({ owner }: Database, now: number): Promise<readonly Finding[]> {
  const about = 'Deliveries';
  const { rows } = await sql<{ waiting: number; since: Date | null; dead: number; dead_since: Date | null }>`
    select count(*) filter (where state <> 'dead') as waiting,
      min(created_at) filter (where state <> 'dead') as since,
      count(*) filter (where state = 'dead') as dead,
      min(created_at) filter (where state = 'dead') as dead_since
    from delivery where state in ('new', 'sending', 'dead')`.execute(owner);
  const [row] = rows;
  const age = (since: Date | null | undefined): number => (since ? now - since.getTime() : 0);
  const oldest = age(row?.since);
  const waiting = `${row?.waiting ?? 0} waiting${oldest > 0 ? `, the oldest for ${inWords(oldest)}` : ''}`;
  return [
    oldest > 10 * minute
      ? look(about, `${waiting}. Is the bot running, and does its log tell of trouble with the chat?`)
      : ok(about, `${waiting}.`),
    ...(row && row.dead > 0
      ? [
          look(
            'Dead letters',
            `${row.dead} given up, the oldest ${inWords(age(row.dead_since))} ago. Which, why, and how to send them again: npm run outbox`,
          ),
        ]
      : []),
  ];
}

/** Nothing else fails by a timer that was given up: whoever is not asked any more may not notice. */
export async function checkTimers({ owner }: Database, now: number): Promise<Finding> {
  const about = 'Timers';
  const { rows } = await sql<{ count: number; since: Date | null }>`
    select count(*) as count, min(was_due_at) as since from timer where due_at is null`.execute(owner);
  const { count = 0, since } = rows[0] ?? {};
  if (count === 0) return ok(about, 'none was given up.');
  const oldest = since ? `, the oldest due ${inWords(now - since.getTime())} ago` : '';
  return look(
    about,
    `${count} given up${oldest}: what ${count === 1 ? 'it was' : 'they were'} to do is not done. Which, why, and how to let them ring again: npm run outbox`,
  );
}

/** A line that nobody has made sure of for 90 days still shows; a coordinator is told as well. */
export async function checkHelpLines(database: Database, now: number): Promise<Finding> {
  const about = 'Help lines';
  const today = new Date(now).toISOString().slice(0, 10);
  const { rows } = await sql<{ id: string }>`select id from organisation`.execute(database.owner);
  const old = new Set<string>();
  if (rows.length === 0) for (const line of lines) if (isOld(line, today)) old.add(line.id);
  for (const { id } of rows) {
    const [own, served] = await database.within(id, async (tx) => [
      await loadOwn(tx),
      await countriesServed(tx),
    ]);
    for (const line of lookedAfter(own, served)) if (isOld(line, today)) old.add(`${id} ${line.id}`);
  }
  const which = `${counted(old.size, 'line')} not checked for more than 90 days`;
  return old.size === 0
    ? ok(about, 'each was checked in the last 90 days.')
    : look(about, `${which}. They still show. A coordinator looks through them with: /lamp lines`);
}

export async function checkCoordinators(
  { owner }: Database,
  coordinators: readonly string[],
  playground: boolean,
): Promise<Finding> {
  const about = 'Coordinators';
  const { rows } = await sql<{ count: number }>`
    select count(distinct person_id) as count from role_held where role = 'coordinator'`.execute(owner);
  const held = rows[0]?.count ?? 0;
  const strange = coordinators.filter((account) => !/^[UW][A-Z0-9]+$/.test(account) && !isEntraId(account));
  if (!playground && strange.length > 0)
    return look(
      about,
      `${strange.join(', ')} in LAMPLIGHT_COORDINATORS is no member id of Slack and no object id of Microsoft Entra. In Slack: open the person's profile, then Copy member ID. For Teams: open the person in the Microsoft Entra admin center, and copy the Object ID.`,
    );
  if (!playground && coordinators.length === 0 && held === 0)
    return look(
      about,
      'Nobody looks after the programme. Set LAMPLIGHT_COORDINATORS to one or more member ids of Slack or object ids of Microsoft Entra.',
    );
  const says = `${counted(held, 'person')} ${held === 1 ? 'holds' : 'hold'} the role`;
  return !playground && held > coordinators.length
    ? look(
        about,
        `${says}, and LAMPLIGHT_COORDINATORS names ${coordinators.length}. Taking an account out of it does not take the role away.`,
      )
    : ok(about, `${says}.`);
}
