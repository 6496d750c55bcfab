// A staff list out of what the platform's directory knows: accounts, and titles where nothing better is known. As with
// following (audience-following.ts), the network is asked outside of any transaction.
import { sql } from 'kysely';
import type { Card } from '../chat/card.ts';
import { readable } from '../chat/check.ts';
import type { Member, Members, Platform } from '../chat/platform.ts';
import type { Database, Transaction } from '../database/connect.ts';
import type { Outbox } from '../delivery/outbox.ts';
import type { KeyRing } from '../guard/seal.ts';
import type { Speaker } from '../words/speak.ts';
import { choose } from './audience.ts';
import { ask } from './audience-looking.ts';
import { accountKey, keepMails, type MailDigest } from './mail.ts';
import { notice } from './notice.ts';
import type { Actor } from './person.ts';
import { rosterLines, standingRoster } from './roster.ts';
import { type Preview, previewOf, sealEntries } from './roster-draft.ts';
import type { Entry } from './roster-reading.ts';

const leaseMs = 5 * 60_000;
const patienceMs = 15 * 60_000;
const longestTitle = 200;

export type TakingCards = {
  taken(say: Speaker, preview: Preview): Card;
  notTaken(say: Speaker): Card;
};

/** The directory is asked as soon as this is kept; the coordinator hears what it says by message. */
export async function askDirectory(
  tx: Transaction,
  { id: person, organisation, workspace }: Actor,
  draft: string,
  now: number,
): Promise<void> {
  await sql`
    insert into roster_draft (id, organisation_id, person_id, way, workspace_id, made_at, due_at)
    values (${draft}, ${organisation}, ${person}, 'directory', ${workspace}, ${new Date(now)}, ${new Date(now)})`.execute(
    tx,
  );
}

/**
 * People whom the directory knows join the list, with their title where no profession stands yet. Who is deactivated leaves
 * it. Who is not in the directory stays: they may be of another chat.
 */
export function joined(
  before: ReadonlyMap<string, Entry>,
  members: readonly Member[],
  digest: MailDigest,
): readonly Entry[] {
  const wanted = new Set(choose(members, false).accounts);
  const entries = new Map(before);
  for (const { account, mail, title, deactivated } of members) {
    const keys = [accountKey(account), ...(mail ? [`mail:${digest(mail)}`] : [])];
    const known = keys.find((key) => entries.has(key));
    if (deactivated && known !== undefined) entries.delete(known);
    if (!wanted.has(account)) continue;
    const key = known ?? accountKey(account);
    const old = entries.get(key) ?? { key, unit: null, discipline: null, manager: null, shift: null };
    const profession = title && readable(title) ? title.trim().slice(0, longestTitle).toWellFormed() : '';
    entries.set(key, { ...old, discipline: old.discipline ?? (profession || null) });
  }
  return [...entries.values()];
}

type Claimed = {
  id: string;
  person_id: string;
  platform: string;
  external: string;
  workspace_id: string;
  made_at: Date;
};

export function makeTaking(parts: {
  database: Database;
  platforms: ReadonlyMap<string, Platform>;
  keys: KeyRing;
  digest: MailDigest;
  outbox: Outbox;
  now: () => number;
  id: () => string;
  cards: TakingCards;
}): (organisation: string) => Promise<void> {
  const { database, platforms, keys, digest, outbox, now, id, cards } = parts;

  async function claim(tx: Transaction, lease: string): Promise<readonly Claimed[]> {
    const at = new Date(now());
    const { rows } = await sql<Claimed>`
      update roster_draft set lease = ${lease}, lease_until = ${new Date(now() + leaseMs)}
      from workspace
      where workspace.id = roster_draft.workspace_id and roster_draft.id in (
        select id from roster_draft
        where sealed is null and due_at <= ${at} and (lease_until is null or lease_until <= ${at})
        order by due_at limit 2 for update skip locked)
      returning roster_draft.id, person_id, platform, external_id as external, workspace_id, made_at`.execute(
      tx,
    );
    return rows;
  }

  const tell = (
    tx: Transaction,
    organisation: string,
    { id: draft, person_id: person }: Claimed,
    card: (say: Speaker) => Card,
  ): Promise<void> =>
    notice(tx, outbox, { organisation, person, once: `roster-draft:${draft}` }, card, now());

  async function write(
    organisation: string,
    claimed: Claimed,
    answer: Members,
    lease: string,
  ): Promise<void> {
    await database.within(organisation, async (tx) => {
      const ours = await tx
        .selectFrom('roster_draft')
        .select('id')
        .where('id', '=', claimed.id)
        .where('lease', '=', lease)
        .forUpdate()
        .executeTakeFirst();
      if (!ours) return;
      const change = tx.updateTable('roster_draft').where('id', '=', claimed.id);
      if (answer.kind === 'members') {
        await keepMails(
          tx,
          claimed.workspace_id,
          answer.members.flatMap(({ account, mail }) => (mail ? [{ account, mail: digest(mail) }] : [])),
        );
        const entries = joined(await rosterLines(tx), answer.members, digest);
        const sealed = sealEntries(keys, organisation, claimed.id, entries);
        const against = (await standingRoster(tx))?.id ?? null;
        await change.set({ sealed, against, due_at: null, made_at: new Date(now()) }).execute();
        const remarks = { recognised: [], ignored: [], strangeManagers: [] };
        const preview = await previewOf(tx, claimed.id, 'directory', entries, remarks);
        await tell(tx, organisation, claimed, (say) => cards.taken(say, preview));
        return;
      }
      if (answer.kind === 'unreachable' || now() - claimed.made_at.getTime() > patienceMs) {
        await tell(tx, organisation, claimed, (say) => cards.notTaken(say));
        await tx.deleteFrom('roster_draft').where('id', '=', claimed.id).execute();
        return;
      }
      const wait = answer.kind === 'later' ? answer.seconds * 1_000 : 0;
      await change.set({ lease: null, lease_until: null, due_at: new Date(now() + wait) }).execute();
    });
  }

  return async (organisation) => {
    const lease = id();
    const claimed = await database.within(organisation, (tx) => claim(tx, lease));
    for (const one of claimed) {
      const answer = await ask(() => platforms.get(one.platform)?.directory?.(one.external));
      await write(organisation, one, answer, lease);
    }
  };
}
