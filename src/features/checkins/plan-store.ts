// Plans, who was asked whether they want one, and who did, as rows.
import { sql } from 'kysely';
import type { Transaction } from '../../database/connect.ts';
import { type Asked, peopleOf } from '../../people/audience.ts';
import type { Actor } from '../../people/person.ts';
import { isLibraryQuestion, isWeekday, type Own, type Question, type Timing } from './plan-rules.ts';

/** `group`: the name of the people whom it is for. `language`: for whom nobody has met yet. */
export type Plan = Timing & {
  id: string;
  audience: string;
  group: string;
  questions: readonly Question[];
  language: string;
  state: 'draft' | 'on';
};

type Row = Omit<Plan, 'days' | 'questions'> & { days: number[]; questions: unknown };

const read = ({ days, questions, ...row }: Row): Plan => ({
  ...row,
  days: days.filter(isWeekday),
  questions: (Array.isArray(questions) ? questions : []).flatMap(readQuestion),
});

/** What is stored may be of a version of tomorrow: a question that is not known is not asked. */
function readQuestion(stored: unknown): readonly Question[] {
  if (typeof stored !== 'object' || stored === null || !('kind' in stored)) return [];
  if (stored.kind === 'library' && 'key' in stored && isLibraryQuestion(stored.key))
    return [{ kind: 'library', key: stored.key }];
  if (stored.kind === 'own' && 'words' in stored && typeof stored.words === 'string')
    return [{ kind: 'own', words: stored.words }];
  return [];
}

const columns = sql`
  plan.id, plan.audience_id as audience, audience.name as "group", plan.days, plan.at, plan.starts, plan.questions,
  plan.language, plan.state`;
const joined = sql`from checkin_plan plan join audience on audience.id = plan.audience_id`;

/** Those that go on, by the name of their group. */
export async function plans(tx: Transaction): Promise<readonly Plan[]> {
  const { rows } = await sql<Row>`
    select ${columns} ${joined} where plan.state = 'on' order by audience.name, plan.made_at`.execute(tx);
  return rows.map(read);
}

/** Also a draft. `id` may be anything that came back from a chat. */
export async function planOf(tx: Transaction, id: string): Promise<Plan | undefined> {
  const { rows } = await sql<Row>`select ${columns} ${joined} where plan.id::text = ${id}`.execute(tx);
  return rows.map(read)[0];
}

export async function draftPlan(
  tx: Transaction,
  {
    id,
    by,
    audience,
    days,
    at,
    starts,
    questions,
  }: Timing & {
    id: string;
    by: Pick<Actor, 'organisation' | 'account' | 'language'>;
    audience: string;
    questions: readonly Question[];
  },
  now: number,
): Promise<void> {
  await tx
    .insertInto('checkin_plan')
    .values({
      id,
      organisation_id: by.organisation,
      audience_id: audience,
      days: [...days],
      at,
      starts,
      questions: JSON.stringify(questions),
      language: by.language,
      state: 'draft',
      made_by: by.account,
      made_at: new Date(now),
    })
    .execute();
}

/** False where there is no such draft any more. */
export async function beginPlan(tx: Transaction, id: string): Promise<boolean> {
  const begun = await tx
    .updateTable('checkin_plan')
    .set({ state: 'on' })
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .returning('id')
    .executeTakeFirst();
  return begun !== undefined;
}

/** With all that hangs on it: nobody is asked by it any more. What people told stays theirs. */
export async function removePlan(tx: Transaction, id: string): Promise<void> {
  await tx
    .deleteFrom('checkin_plan')
    .where((row) => row.cast('id', 'text'), '=', id)
    .execute();
}

/** Those of the plan's group whom nobody has asked yet, and who have not said no to being asked how they are. */
export async function notInvited(
  tx: Transaction,
  plan: Pick<Plan, 'id' | 'audience'>,
): Promise<readonly Asked[]> {
  const people = await peopleOf(tx, plan.audience);
  const { rows: asked } = await sql<{ who: string }>`
    select workspace_id || ' ' || account as who from checkin_invited where plan_id = ${plan.id}
    -- One who was asked by another account of theirs was asked.
    union select account.workspace_id || ' ' || account.external_id from checkin_invited invited
      join account met on met.workspace_id = invited.workspace_id and met.external_id = invited.account
      join account on account.person_id = met.person_id
      where invited.plan_id = ${plan.id}`.execute(tx);
  const { rows: refusing } = await sql<{ person: string }>`
    select person_id as person from consent where kind = 'checkins' and not agreed
    union select person_id from checkin_enrolment where plan_id = ${plan.id}`.execute(tx);
  const before = new Set(asked.map(({ who }) => who));
  const away = new Set(refusing.map(({ person }) => person));
  return people.filter(
    ({ person, workspace, account }) =>
      !before.has(`${workspace} ${account}`) && !(person !== null && away.has(person)),
  );
}

/** Whether somebody was asked, by any of their accounts: whoever was not has no button of it. */
export async function wasInvited(tx: Transaction, person: string, plan: string): Promise<boolean> {
  const { rows } = await sql`
    select from checkin_invited invited
    join account on account.workspace_id = invited.workspace_id and account.external_id = invited.account
    where plan_id = ${plan} and account.person_id = ${person} limit 1`.execute(tx);
  return rows.length > 0;
}

export async function keepInvited(
  tx: Transaction,
  organisation: string,
  plan: string,
  people: readonly Asked[],
): Promise<void> {
  await sql`
    insert into checkin_invited (plan_id, organisation_id, workspace_id, account)
    select ${plan}::uuid, ${organisation}::uuid, * from unnest(
      ${people.map(({ workspace }) => workspace)}::uuid[], ${people.map(({ account }) => account)}::text[])
    on conflict do nothing`.execute(tx);
}

export type Enrolment = Own & { plan: string; person: string; zone: string; nextDay: string | null };

type EnrolmentRow = {
  plan: string;
  person: string;
  zone: string;
  shift_end: boolean;
  paused: string | null;
  last: string | null;
  next: string | null;
};
const enrolmentColumns = sql`
  plan_id as plan, person_id as person, zone, shift_end, paused_until::text as paused, last_day::text as last,
  next_day::text as next`;
const readEnrolment = ({ shift_end, paused, last, next, ...row }: EnrolmentRow): Enrolment => ({
  ...row,
  shiftEnd: shift_end,
  pausedUntil: paused,
  lastDay: last,
  nextDay: next,
});

/** Safe to repeat: what was chosen before stays. */
export async function enrol(
  tx: Transaction,
  { organisation, id, account, timeZone }: Actor,
  plan: string,
  now: number,
): Promise<void> {
  await sql`
    insert into checkin_enrolment (plan_id, organisation_id, person_id, account_id, zone, planned_at, said_at)
    values (${plan}, ${organisation}, ${id}, ${account}, ${timeZone}, ${new Date(now)}, ${new Date(now)})
    on conflict do nothing`.execute(tx);
}

export async function leavePlan(tx: Transaction, person: string, plan: string): Promise<void> {
  await tx
    .deleteFrom('checkin_enrolment')
    .where('person_id', '=', person)
    .where('plan_id', '=', plan)
    .execute();
}

/** What somebody chose about a plan that they said yes to. */
export async function changeEnrolment(
  tx: Transaction,
  person: string,
  plan: string,
  change: { pausedUntil?: string | null; shiftEnd?: boolean },
): Promise<void> {
  const { pausedUntil, shiftEnd } = change;
  await sql`
    update checkin_enrolment set
      paused_until = case when ${pausedUntil !== undefined} then ${pausedUntil ?? null}::date else paused_until end,
      shift_end = coalesce(${shiftEnd ?? null}::boolean, shift_end)
    where person_id = ${person} and plan_id = ${plan}`.execute(tx);
}

/** Somebody's own, of plans that go on. */
export async function enrolmentsOf(tx: Transaction, person: string): Promise<readonly Enrolment[]> {
  const { rows } = await sql<EnrolmentRow>`
    select ${enrolmentColumns} from checkin_enrolment where person_id = ${person} order by said_at, plan_id`.execute(
    tx,
  );
  return rows.map(readEnrolment);
}

/** Of these pairs of plan and person, those who said yes and let us ask them; locked, so that they do not change meanwhile. */
export async function enrolments(
  tx: Transaction,
  pairs: readonly { plan: string; person: string }[],
): Promise<readonly Enrolment[]> {
  const { rows } = await sql<EnrolmentRow>`
    select ${enrolmentColumns} from checkin_enrolment
    where (plan_id, person_id) in (select * from unnest(
        ${pairs.map(({ plan }) => plan)}::uuid[], ${pairs.map(({ person }) => person)}::uuid[]))
      and exists (select from checkin_plan where checkin_plan.id = plan_id and state = 'on')
      and exists (select from consent where consent.person_id = checkin_enrolment.person_id and kind = 'checkins' and agreed)
    order by plan_id, person_id for no key update`.execute(tx);
  return rows.map(readEnrolment);
}

/**
 * Those whose timer may be set for hours that are not theirs any more: their zone, shifts or pauses have changed since, or the
 * timer is not there, or they let us ask them again.
 */
export async function outdated(
  tx: Transaction,
  most: number,
): Promise<readonly { plan: string; person: string }[]> {
  const { rows } = await sql<{ plan: string; person: string }>`
    select plan_id as plan, enrolment.person_id as person from checkin_enrolment enrolment
    join person on person.id = enrolment.person_id
    left join timer on timer.feature = 'checkins' and timer.name = 'ask'
      and timer.subject = plan_id::text and timer.person_id = person.id
    where (timer.id is null or enrolment.zone <> person.time_zone or enrolment.planned_at < (
        select max(changed_at) from person_hours told where told.person_id = person.id))
      and exists (select from consent where consent.person_id = person.id and kind = 'checkins' and agreed)
      and exists (select from checkin_plan where checkin_plan.id = plan_id and state = 'on')
    order by plan_id, person.id limit ${most}`.execute(tx);
  return rows;
}

export type Settled = {
  plan: string;
  person: string;
  lastDay: string | null;
  nextDay: string | null;
  zone: string;
};

export async function settle(tx: Transaction, settled: readonly Settled[], now: number): Promise<void> {
  if (settled.length === 0) return;
  await sql`
    update checkin_enrolment enrolment
    set last_day = settled.last_day, next_day = settled.next_day, zone = settled.zone, planned_at = ${new Date(now)}
    from unnest(
      ${settled.map(({ plan }) => plan)}::uuid[], ${settled.map(({ person }) => person)}::uuid[],
      ${settled.map(({ lastDay }) => lastDay)}::date[], ${settled.map(({ nextDay }) => nextDay)}::date[],
      ${settled.map(({ zone }) => zone)}::text[]) as settled (plan_id, person_id, last_day, next_day, zone)
    where enrolment.plan_id = settled.plan_id and enrolment.person_id = settled.person_id`.execute(tx);
}

/** How many said yes. Coordinators see it coarsely: cards.ts. */
export async function countEnrolled(tx: Transaction, plan: string): Promise<number> {
  const { count } = await tx
    .selectFrom('checkin_enrolment')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('plan_id', '=', plan)
    .executeTakeFirstOrThrow();
  return Number(count);
}
