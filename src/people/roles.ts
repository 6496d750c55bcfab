// Who holds which role: given, taken, found. Where a person has several accounts a role belongs to all of them, and leaves with the
// account by which it came.
import { sql } from 'kysely';
import type { Profile } from '../chat/platform.ts';
import type { Transaction } from '../database/connect.ts';
import { meet } from './account.ts';
import type { Role } from './person.ts';
import { conflictIn, isRole, serving } from './role.ts';
import { managedBy } from './roster.ts';

/** What is over counts for nothing, also before it is cleaned away. */
export const stillHeld = (now: number) => sql<boolean>`(until is null or until > ${new Date(now)})`;

export type Reader = { id: string; language: string; timeZone: string };

/** The persons who hold a role, with what is needed to speak to them. Coordinators: those who stand in for one among them. */
export async function holdersOf(tx: Transaction, role: Role, now: number): Promise<readonly Reader[]> {
  return tx
    .selectFrom('role_held')
    .innerJoin('person', 'person.id', 'role_held.person_id')
    .select(['person.id', 'person.language', 'person.time_zone as timeZone'])
    .where('role_held.role', 'in', role === 'coordinator' ? ['coordinator', 'deputy'] : [role])
    .where(stillHeld(now))
    .distinct()
    .execute();
}

/** `account`: one of theirs, by which the role came, or any. `name`: as the platform showed them; null where it did not. */
export type Holder = {
  person: string;
  role: Role;
  name: string | null;
  /** Epoch ms; null: until it is taken away. */
  until: number | null;
  platform: string;
  workspace: string;
};

/** Everybody who holds a role, coordinators first, then by role and name. */
export async function holders(tx: Transaction, now: number): Promise<readonly Holder[]> {
  const { rows } = await sql<Omit<Holder, 'role' | 'until'> & { role: string; until: Date | null }>`
    select distinct on (role <> 'coordinator', role <> 'deputy', role, role_held.person_id)
      role_held.person_id as person, role, role_held.name, until, workspace.platform, workspace.name as workspace
    from role_held
    join account on account.id = coalesce(role_held.account_id,
      (select id from account other where other.person_id = role_held.person_id order by id limit 1))
    join workspace on workspace.id = account.workspace_id
    where ${stillHeld(now)}
    order by role <> 'coordinator', role <> 'deputy', role, role_held.person_id, role_held.name nulls last`.execute(
    tx,
  );
  return rows.flatMap(({ role, until, ...row }) =>
    isRole(role) ? [{ ...row, role, until: until?.getTime() ?? null }] : [],
  );
}

/** What a person holds; a deputy is not yet a coordinator here. */
export async function heldBy(tx: Transaction, person: string, now: number): Promise<readonly Role[]> {
  const rows = await tx
    .selectFrom('role_held')
    .select('role')
    .where('person_id', '=', person)
    .where(stillHeld(now))
    .distinct()
    .execute();
  return rows.flatMap(({ role }) => (isRole(role) ? [role] : []));
}

/** Whether the programme has a coordinator. */
export async function isRun(tx: Transaction, organisation: string): Promise<boolean> {
  const one = await tx
    .selectFrom('role_held')
    .select('role')
    .where('organisation_id', '=', organisation)
    .where('role', '=', 'coordinator')
    .executeTakeFirst();
  return one !== undefined;
}

/** Where somebody is: ids of rows. */
type Place = { organisation: string; workspace: string };

export type Giving = Place & {
  /** The platform's own id. Whoever is not known yet becomes known. */
  account: string;
  role: Role;
  /** Epoch ms. */
  until?: number;
  profile?: Profile | undefined;
};

export type Given =
  | { kind: 'given'; person: string; account: string; name: string | null }
  /** Nothing has changed. `leader`: nobody both leads and runs the programme. `has`: they hold it, or more. */
  | { kind: 'refused'; because: 'leader' | 'has' };

/** Safe to repeat; a deputy's day can be moved. */
export async function giveRole(
  tx: Transaction,
  { organisation, workspace, account, role, until, profile }: Giving,
  now: number,
  newId: () => string,
): Promise<Given> {
  const met = await meet(tx, organisation, workspace, [{ account, profile, newId }], now);
  const actor = met.get(account);
  if (!actor) throw new Error('whoever is met is there');
  const held = await heldBy(tx, actor.id, now);
  const conflict = conflictIn([...held, role]);
  if (conflict) return { kind: 'refused', because: conflict };
  const isDeputy = role === 'deputy';
  if ((held.includes(role) && !isDeputy) || (isDeputy && held.includes('coordinator')))
    return { kind: 'refused', because: 'has' };
  // Who becomes a coordinator needs no day to stand in until.
  if (role === 'coordinator' || isDeputy)
    await tx.deleteFrom('role_held').where('person_id', '=', actor.id).where('role', '=', 'deputy').execute();
  const name = profile?.name ?? null;
  await tx
    .insertInto('role_held')
    .values({
      organisation_id: organisation,
      person_id: actor.id,
      account_id: actor.account,
      role,
      until: until === undefined ? null : new Date(until),
      name,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return { kind: 'given', person: actor.id, account: actor.account, name };
}

/** Gives accounts of one workspace a role, as far as they may hold it; says who has it newly, and whom it was refused. Safe to repeat. */
export async function appoint(
  tx: Transaction,
  { organisation, workspace }: Place,
  accounts: readonly string[],
  role: Role,
  now: number,
  newId: () => string,
): Promise<{ given: readonly (Given & { kind: 'given' })[]; refused: readonly string[] }> {
  const given = [];
  const refused = [];
  for (const account of [...accounts].sort()) {
    const said = await giveRole(tx, { organisation, workspace, account, role }, now, newId);
    if (said.kind === 'given') given.push(said);
    else if (said.because !== 'has') refused.push(account);
  }
  return { given, refused };
}

/** What was taken; undefined where they did not hold it. */
export async function takeRole(
  tx: Transaction,
  person: string,
  role: Role,
): Promise<{ account: string | null; name: string | null } | undefined> {
  const rows = await tx
    .deleteFrom('role_held')
    .where('person_id', '=', person)
    .where('role', '=', role)
    .returning(['account_id as account', 'name'])
    .execute();
  return rows.find(({ name }) => name !== null) ?? rows[0];
}

/**
 * Whether somebody may be this for somebody else: nobody is supporter, facilitator, supervisor or moderator for people whom they
 * manage, by the staff list.
 */
export async function mayServe(
  tx: Transaction,
  role: Role,
  holder: string,
  member: string,
): Promise<boolean> {
  return !serving.includes(role) || !(await managedBy(tx, holder)).includes(member);
}
