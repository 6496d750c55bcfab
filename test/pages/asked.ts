// When somebody was asked for a planned check-in, as the tables have it.
import { sql } from 'kysely';
import type { Database } from '../../src/database/connect.ts';

/** The days on which somebody was asked, and at which hours of their own clock. `account`: the platform's own id. */
export async function asked(
  database: Database,
  account: string,
): Promise<{ days: readonly string[]; hours: readonly number[] }> {
  const { rows } = await sql<{ day: string; at: Date; zone: string }>`
    select prompt.day::text as day, prompt.asked_at as at, person.time_zone as zone
    from checkin_prompt prompt join person on person.id = prompt.person_id
    join account on account.person_id = person.id
    where account.external_id = ${account} and prompt.state <> 'missed' order by prompt.day`.execute(
    database.owner,
  );
  return {
    days: rows.map(({ day }) => day),
    hours: rows.map(
      ({ at, zone }) => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).hour,
    ),
  };
}
