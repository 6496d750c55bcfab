// Whom a plan has asked whether they want it, and whom it still has to ask.
import { sql } from 'kysely';
import type { Transaction } from '../../database/connect.ts';
import { type Asked, peopleOf } from '../../people/audience.ts';
import { hoursOf } from '../../people/hours.ts';
import type { Hours } from '../../schedule/reach.ts';
import { reachable } from './plan-rules.ts';
import type { Plan } from './plan-store.ts';

/** Those of the plan's group whom nobody has asked yet, and who have not said no to being asked how they are. */
async function notInvited(tx: Transaction, plan: Pick<Plan, 'id' | 'audience'>): Promise<readonly Asked[]> {
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

/** The hours of so many are worked out in a few ms; all of a hospital at once would keep everybody waiting who presses something. */
const atOnce = 100;

/** `reach`: when they may be asked, epoch ms. `hours`: absent of whoever nobody has met yet. */
export type Invitee = Asked & { reach: number; hours: Hours | undefined };

/**
 * The first `most` of them. Whoever may not be reached for as long as anybody can foresee is not among them, and is asked when
 * their pause comes to its end.
 */
export async function toInvite(
  tx: Transaction,
  plan: Plan,
  now: number,
  most = Number.POSITIVE_INFINITY,
): Promise<readonly Invitee[]> {
  const all = await notInvited(tx, plan);
  const found: Invitee[] = [];
  for (let from = 0; from < all.length && found.length < most; from += atOnce) {
    const some = all.slice(from, from + atOnce);
    const hours = await hoursOf(
      tx,
      some.flatMap(({ person }) => person ?? []),
      now,
    );
    for (const one of some) {
      const own = one.person === null ? undefined : hours.get(one.person);
      const reach = own ? reachable(own, now) : now;
      if (reach !== undefined) found.push({ ...one, reach, hours: own });
    }
  }
  return found.slice(0, most);
}
