// How long what is kept is kept: one table of rules, and the job that follows it. A table without a rule does not compile, and
// a spec holds the names against the database. What the README promises under "Privacy in short" is this table.
import { sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import type { Tables } from '../database/tables.ts';
import { draftLifeMs } from './roster-draft.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Rows go once `column` is older than this. `only`: of those of which this is true. */
type Limit = { column: string; ms: number; only?: string; why: string };

export type Rule =
  | Limit
  /** Another place of ours sees to its end. */
  | { endedBy: string; why: string }
  /** Nothing ends it but somebody's wish. */
  | { lasts: string };

const done = "state in ('sent', 'unreachable', 'dead')";

export const retention: Readonly<Record<keyof Tables, readonly Rule[]>> = {
  organisation: [{ lasts: 'the programme is there until the operator takes it away' }],
  workspace: [
    { lasts: 'a workspace that took us out may come back; its people are erased after 28 days (erasing.ts)' },
  ],
  person: [{ endedBy: 'src/people/erasing.ts', why: 'with the last account; or when they say so' }],
  account: [
    {
      endedBy: 'src/people/erasing.ts',
      why: 'once the platform has said for 28 days that it is deactivated',
    },
  ],
  role_held: [
    { column: 'until', ms: 0, why: 'whoever stood in for a coordinator did so until that day' },
    { lasts: 'the others go with their person or account, or are taken away' },
  ],
  consent: [{ lasts: 'what somebody said stands until they say otherwise, or their person goes' }],
  feature_switch: [{ lasts: 'a programme has what it has switched on until it switches it off' }],
  audit: [
    { column: 'at', ms: 730 * dayMs, why: 'two years show who set up what, to whoever has to look after it' },
  ],
  timer: [{ endedBy: 'src/schedule/timers.ts', why: 'it is over when it has rung, or goes with its person' }],
  checkin: [{ column: 'answered_at', ms: 365 * dayMs, why: 'a year shows a person their own seasons' }],
  person_hours: [{ lasts: 'what somebody told stands until they say otherwise, or their person goes' }],
  shift_calendar: [
    { column: 'known_until', ms: 30 * dayMs, only: 'sealed is null', why: 'a file says nothing any more' },
    { column: 'failing_since', ms: 60 * dayMs, why: 'an address that has led nowhere for so long' },
    { lasts: 'what somebody told stands until they forget it, or their person goes' },
  ],
  holiday: [{ lasts: 'nobody is in it; one that is over means nothing any more' }],
  checkin_plan: [
    { column: 'made_at', ms: dayMs, only: "state = 'draft'", why: 'nobody said yes to it in time' },
    { lasts: 'a plan goes on until a coordinator ends it, or its group is removed' },
  ],
  checkin_invited: [{ lasts: 'so that nobody is asked twice; it goes with its plan, or with its person' }],
  checkin_enrolment: [{ lasts: 'until they stop it; it goes with its plan, or with its person' }],
  checkin_prompt: [{ column: 'closes_at', ms: 30 * dayMs, why: 'a late press is told what became of it' }],
  mood_counts: [{ lasts: 'what somebody said stands until they say otherwise, or their person goes' }],
  climate: [{ column: 'made_at', ms: 730 * dayMs, why: 'two years show a team its own seasons' }],
  climate_counted: [{ lasts: 'until the next month is closed, which asks how many have come and gone' }],
  inbox: [{ endedBy: 'src/delivery/inbox.ts', why: 'two days: platforms try again for an hour at most' }],
  delivery: [
    {
      column: 'created_at',
      ms: 30 * dayMs,
      only: `${done} and once is null`,
      why: 'to find out what became of it',
    },
    {
      column: 'created_at',
      ms: 35 * dayMs,
      only: `${done} and once is not null`,
      why: 'what is said once a month is known for longer than any month is',
    },
  ],
  link_code: [{ column: 'expires_at', ms: 0, why: 'it opens nothing any more' }],
  upload_link: [
    { column: 'expires_at', ms: dayMs, why: 'until then whoever opens it is told that it has ended' },
  ],
  export_link: [
    { column: 'expires_at', ms: dayMs, why: 'until then whoever opens it is told that it has ended' },
  ],
  roster: [{ lasts: 'the staff list stands until the next one takes its place' }],
  roster_entry: [{ lasts: 'a line goes with its list, or with its person' }],
  roster_draft: [{ column: 'made_at', ms: draftLifeMs, why: 'nobody said yes in time' }],
  audience: [
    {
      endedBy: 'src/people/audience-following.ts',
      why: 'a draft that nobody said yes to; else a coordinator',
    },
  ],
  audience_named: [{ lasts: 'it goes with its group, or with its person' }],
  audience_member: [
    { lasts: 'people are followed: who is no longer there goes; the rest goes with its group' },
  ],
  tombstone: [{ lasts: 'it keeps us from asking again; it names nobody to whoever lacks the key' }],
  installation: [{ lasts: 'tokens go as soon as the workspace takes us out' }],
  install_used: [{ endedBy: 'src/people/install-state.ts', why: 'until it could not be used again anyway' }],
  help_line: [{ lasts: 'for everybody, until a coordinator takes it away' }],
  help_country: [{ lasts: 'what the programme serves, until a coordinator changes it' }],
  help_line_check: [{ lasts: 'the last check of a line; it names nobody' }],
};

/** One statement deletes so many, in a transaction of its own: nobody waits for it. */
const piece = 2_000;
/** So many pieces of one rule in an hour; the rest comes with the next. */
const mostPieces = 50;

/** Deletes what is too old in one organisation. Gives how many rows went, by table. Safe to repeat, and to run twice at once. */
export async function forgetTooOld(
  database: Database,
  organisation: string,
  now: number,
): Promise<Readonly<Record<string, number>>> {
  const gone: Record<string, number> = {};
  for (const [table, rules] of Object.entries(retention))
    for (const rule of rules) {
      if (!('column' in rule)) continue;
      for (let pieces = 0, last = piece; pieces < mostPieces && last === piece; pieces += 1) {
        last = await forgetPiece(database, organisation, table, rule, now);
        if (last > 0) gone[table] = (gone[table] ?? 0) + last;
      }
    }
  return gone;
}

function forgetPiece(
  database: Database,
  organisation: string,
  table: string,
  { column, ms, only = 'true' }: Limit,
  now: number,
): Promise<number> {
  return database.within(organisation, async (tx) => {
    const { numAffectedRows } = await sql`
      delete from ${sql.ref(table)} where ctid = any(array(
        select ctid from ${sql.ref(table)}
        where ${sql.ref(column)} <= ${new Date(now - ms)} and ${sql.raw(only)}
        limit ${piece} for update skip locked))`.execute(tx);
    return Number(numAffectedRows ?? 0n);
  });
}
