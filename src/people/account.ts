// Accounts and the persons behind them.
import { sql } from 'kysely';
import type { Profile } from '../chat/platform.ts';
import type { Transaction } from '../database/connect.ts';
import { listed } from '../database/listed.ts';
import { takenDown } from '../delivery/inbox.ts';
import { knownZone, nearestLanguage } from '../words/speak.ts';
import type { WorkspaceKey } from './memory.ts';
import type { Actor } from './person.ts';
import { actingRoles, isRole } from './role.ts';

/** `talk` is the conversation by which the account is reached, where that is known. */
export type Arrival = {
  account: string;
  profile?: Profile | undefined;
  talk?: string;
  /** Of the event by which they come. What was taken down before does not make anybody: they may have been erased since. */
  identity?: string;
  newId: () => string;
};

/**
 * The persons behind these accounts, made where they are new, keyed by account.
 * Their rows stay locked until the transaction ends: one person's acts run one after another, on every process.
 * `arrivals` may name an account once only.
 */
export async function meet(
  tx: Transaction,
  organisation: string,
  workspace: string,
  arrivals: readonly Arrival[],
  now: number,
): Promise<ReadonlyMap<string, Actor>> {
  if (arrivals.length === 0) return new Map();
  const wanted = arrivals.map((arrival) => arrival.account);
  let met = await find(tx, organisation, workspace, wanted, now);
  const unknown = arrivals.filter((arrival) => !met.has(arrival.account));
  const before = unknown.length > 0 ? await takenDown(tx, workspace, unknown) : new Set();
  const strangers = unknown.filter(({ identity }) => !before.has(identity));
  if (strangers.length > 0) {
    await makePersons(tx, organisation, workspace, strangers, now);
    met = await find(tx, organisation, workspace, wanted, now);
  }
  await returned(tx, met);
  const fresh = arrivals.filter((arrival) => arrival.profile && !strangers.includes(arrival));
  for (const arrival of fresh) {
    const person = met.get(arrival.account);
    if (person && arrival.profile)
      await followProfile(tx, workspace, arrival.account, person, arrival.profile, now);
  }
  await keepTalks(tx, workspace, arrivals);
  return met;
}

/** Where an account is reached today: the platform may have moved it. */
async function keepTalks(tx: Transaction, workspace: string, arrivals: readonly Arrival[]): Promise<void> {
  const told = arrivals.flatMap(({ account, talk }) => (talk === undefined ? [] : [{ account, talk }]));
  if (told.length === 0) return;
  await sql`
    update account set talk = told.talk
    from unnest(${told.map(({ account }) => account)}::text[], ${told.map(({ talk }) => talk)}::text[]) as told (account, talk)
    where account.workspace_id = ${workspace} and account.external_id = told.account
      and account.talk is distinct from told.talk`.execute(tx);
}

/**
 * The account cannot be reached any more, until it is met again: whoever has another one is reached there, also where they
 * had chosen this one. `deactivated`, epoch ms: it is no longer there at all, and is erased in a while (erasing.ts).
 */
export async function loseTalk(
  tx: Transaction,
  workspace: string,
  account: string,
  deactivated: number | undefined,
): Promise<void> {
  const lost = await tx
    .updateTable('account')
    .set({
      talk: null,
      profile_at: null,
      ...(deactivated === undefined ? {} : { deactivated_at: new Date(deactivated) }),
    })
    .where('workspace_id', '=', workspace)
    .where('external_id', '=', account)
    .returning(['id', 'person_id'])
    .executeTakeFirst();
  if (!lost) return;
  await tx
    .updateTable('person')
    .set({ reach_account_id: null })
    .where('id', '=', lost.person_id)
    .where('reach_account_id', '=', lost.id)
    .execute();
}

/** Whoever acts is there, whatever the platform said before. */
async function returned(tx: Transaction, met: ReadonlyMap<string, Met>): Promise<void> {
  const back = [...met.values()].filter(({ deactivated }) => deactivated).map(({ account }) => account);
  if (back.length === 0) return;
  await tx.updateTable('account').set({ deactivated_at: null }).where('id', 'in', back).execute();
}

/** `chosen`: what the person chose for themselves; the platform's profile does not change it. */
type Met = Actor & { deactivated: boolean; chosen: { language: boolean; zone: boolean } };

async function find(
  tx: Transaction,
  organisation: string,
  workspace: string,
  accounts: readonly string[],
  now: number,
): Promise<Map<string, Met>> {
  // The person is locked first, then the account read again: whoever waited here while accounts were linked or unlinked
  // must not act as the person that the account belonged to before. A row that no longer fits is left out, and found anew.
  const rows = await sql<{
    account: string;
    account_id: string;
    id: string;
    language: string;
    time_zone: string;
    country: string | null;
    language_chosen: boolean;
    zone_chosen: boolean;
    deactivated: boolean;
    roles: string[];
  }>`
    select account.external_id as account, account.id as account_id, person.id, person.language, person.time_zone, person.country,
      person.language_chosen, person.zone_chosen,
      account.deactivated_at is not null as deactivated,
      array(select distinct role from role_held where role_held.person_id = person.id
        and (until is null or until > ${new Date(now)})) as roles
    from account join person on person.id = account.person_id
    where account.workspace_id = ${workspace} and account.external_id = any(${listed(accounts, 'text')})
    order by person.id
    for no key update of person, account`.execute(tx);
  return new Map(
    rows.rows.map((row) => [
      row.account,
      {
        id: row.id,
        organisation,
        language: nearestLanguage(row.language),
        timeZone: knownZone(row.time_zone),
        country: row.country,
        roles: actingRoles(row.roles.filter(isRole)),
        account: row.account_id,
        workspace,
        deactivated: row.deactivated,
        chosen: { language: row.language_chosen, zone: row.zone_chosen },
      },
    ]),
  );
}

async function makePersons(
  tx: Transaction,
  organisation: string,
  workspace: string,
  strangers: readonly Arrival[],
  now: number,
): Promise<void> {
  // Two processes may meet the same stranger at once: the second waits here and then finds the first one's row.
  await sql`select pg_advisory_xact_lock(hashtext(${`meet ${workspace}`}))`.execute(tx);
  const known = await find(
    tx,
    organisation,
    workspace,
    strangers.map((stranger) => stranger.account),
    now,
  );
  const made = strangers
    .filter((stranger) => !known.has(stranger.account))
    .map((stranger) => ({ ...stranger, person: stranger.newId(), id: stranger.newId() }));
  if (made.length === 0) return;
  await tx
    .insertInto('person')
    .values(
      made.map(({ person, profile }) => ({
        id: person,
        organisation_id: organisation,
        language: nearestLanguage(profile?.language),
        time_zone: knownZone(profile?.timeZone),
        country: null,
        created_at: new Date(now),
      })),
    )
    .execute();
  await tx
    .insertInto('account')
    .values(
      made.map(({ id, person, account, profile, talk }) => ({
        id,
        organisation_id: organisation,
        workspace_id: workspace,
        person_id: person,
        external_id: account,
        talk: talk ?? null,
        guest: profile?.guest ?? false,
        profile_at: profile ? new Date(now) : null,
      })),
    )
    .execute();
}

/** The platform knows best which language and zone somebody uses today, unless they chose for themselves. */
async function followProfile(
  tx: Transaction,
  workspace: string,
  account: string,
  person: Met,
  profile: Profile,
  now: number,
): Promise<void> {
  const { chosen } = person;
  const language = profile.language && !chosen.language ? nearestLanguage(profile.language) : person.language;
  const timeZone = profile.timeZone && !chosen.zone ? knownZone(profile.timeZone) : person.timeZone;
  if (language !== person.language || timeZone !== person.timeZone) {
    person.language = language;
    person.timeZone = timeZone;
    await tx
      .updateTable('person')
      .set({ language, time_zone: timeZone })
      .where('id', '=', person.id)
      .execute();
  }
  await tx
    .updateTable('account')
    .set({ profile_at: new Date(now), guest: profile.guest })
    .where('workspace_id', '=', workspace)
    .where('external_id', '=', account)
    .execute();
  if (person.roles.length > 0 && profile.name !== undefined)
    await sql`
      update role_held set name = ${profile.name}
      where person_id = ${person.id} and (account_id = ${person.account} or account_id is null)
        and name is distinct from ${profile.name}`.execute(tx);
}

/** The workspaces of the organisation that the transaction is within, by the platform's own ids. */
export async function workspacesOf(tx: Transaction): Promise<readonly WorkspaceKey[]> {
  return tx
    .selectFrom('workspace')
    .select(['platform', 'external_id as workspace'])
    .where('removed_at', 'is', null)
    .execute();
}
