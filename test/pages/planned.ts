// What the specs of planned check-ins have in common, on whichever platform.
import { sql } from 'kysely';
import type { Sitting } from './hospital.ts';

/** When New York changes its clocks next; business time is three days before it, at 18:00 there, from here on. */
export async function restartBeforeChange(there: Sitting): Promise<Temporal.ZonedDateTime> {
  const change = Temporal.Now.zonedDateTimeISO('America/New_York').getTimeZoneTransition('next');
  if (!change) throw new Error('New York changes its clocks no more');
  await there.restartAt(change.subtract({ days: 3 }).with({ hour: 18 }).epochMilliseconds);
  return change;
}

export async function saysYes(there: Sitting, who: string): Promise<void> {
  await there.sit(who);
  await there.press('Yes, ask me');
  await there.shows('Good, I will ask you');
}

/** As the tables have it: the days on which somebody was asked, and at which hours of their own clock. `account`: the platform's own id. */
export async function asked(
  there: Sitting,
  account: string,
): Promise<{ days: readonly string[]; hours: readonly number[] }> {
  const { rows } = await sql<{ day: string; at: Date; zone: string }>`
    select prompt.day::text as day, prompt.asked_at as at, person.time_zone as zone
    from checkin_prompt prompt join person on person.id = prompt.person_id
    join account on account.person_id = person.id
    where account.external_id = ${account} and prompt.state <> 'missed' order by prompt.day`.execute(
    there.database.owner,
  );
  return {
    days: rows.map(({ day }) => day),
    hours: rows.map(
      ({ at, zone }) => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).hour,
    ),
  };
}
