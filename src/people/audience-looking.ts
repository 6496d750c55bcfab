// Where an audience's people are found: in a conversation, or by their keys in directories and among those who have met us.
import { sql } from 'kysely';
import type { Member, Members, Platform } from '../chat/platform.ts';
import type { Database, Transaction } from '../database/connect.ts';
import { type Audience, choose, type LeftOut, named } from './audience.ts';
import { keysOfAccount, type MailDigest, mailKeyOfAccount } from './mail.ts';

/** What has to be known of an audience to look for its people. */
export type Wanted = Pick<Audience, 'id' | 'source' | 'guests' | 'unit' | 'discipline'> & {
  conversation: string | null;
  workspace_id: string;
};

export type Looked =
  | {
      kind: 'found';
      /** Accounts by workspace of ours. */
      found: readonly { workspace: string; accounts: readonly string[] }[];
      leftOut: LeftOut;
      /** Everything that was said on the way, asked or not. */
      told: readonly { workspace: string; members: readonly Member[] }[];
    }
  | Exclude<Members, { kind: 'members' }>;

type Place = { id: string; platform: string; external: string };

/** Never throws: a platform that breaks its promise has failed. */
export async function ask(question: () => Promise<Members> | undefined): Promise<Members> {
  try {
    return (await question()) ?? { kind: 'unreachable', because: 'not installed' };
  } catch {
    return { kind: 'failed', because: 'the platform threw' };
  }
}

export function makeLooking(parts: {
  database: Database;
  platforms: ReadonlyMap<string, Platform>;
  digest: MailDigest;
}): (organisation: string, audience: Wanted) => Promise<Looked> {
  const { database, platforms, digest } = parts;

  const places = async (tx: Transaction): Promise<readonly Place[]> =>
    tx
      .selectFrom('workspace')
      .select(['id', 'platform', 'external_id as external'])
      .where('removed_at', 'is', null)
      .execute();

  async function inConversation(audience: Wanted, all: readonly Place[]): Promise<Looked> {
    const place = all.find((one) => one.id === audience.workspace_id);
    const { conversation } = audience;
    if (!place || conversation === null) return { kind: 'unreachable', because: 'not installed' };
    const answer = await ask(() =>
      platforms.get(place.platform)?.membersOf({ workspace: place.external, conversation }),
    );
    if (answer.kind !== 'members') return answer;
    const { accounts, leftOut } = choose(answer.members, audience.guests);
    return {
      kind: 'found',
      found: [{ workspace: place.id, accounts }],
      leftOut,
      told: [{ workspace: place.id, members: answer.members }],
    };
  }

  async function keysOf(
    tx: Transaction,
    { id, source, unit, discipline }: Wanted,
  ): Promise<readonly string[]> {
    const rows =
      source === 'list'
        ? await tx.selectFrom('audience_named').select('key').where('audience_id', '=', id).execute()
        : await tx
            .selectFrom('roster_entry')
            .select('key')
            .distinct()
            .$if(unit !== null, (query) => query.where('unit', '=', unit))
            .$if(discipline !== null, (query) => query.where('discipline', '=', discipline))
            .execute();
    return rows.map(({ key }) => key);
  }

  /** Accounts that have met us, by these keys: all there is where a bot may not read the directory. */
  async function met(
    organisation: string,
    keys: readonly string[],
    within: readonly string[],
  ): Promise<readonly { workspace: string; account: string; key: string }[]> {
    const { rows } = await database.within(organisation, (tx) =>
      sql<{ workspace: string; account: string; key: string }>`
        with named as (select * from unnest(${keys}::text[]) as named (key))
        select workspace_id as workspace, external_id as account, key
        from account join named on named.key = ${keysOfAccount} where workspace_id = any(${within}::uuid[])
        union
        select workspace_id, external_id, key
        from account join named on named.key = ${mailKeyOfAccount} where workspace_id = any(${within}::uuid[])`.execute(
        tx,
      ),
    );
    return rows;
  }

  async function byKeys(
    organisation: string,
    keys: readonly string[],
    all: readonly Place[],
  ): Promise<Looked> {
    const wanted = new Set(keys);
    const seen = new Set<string>();
    const found: { workspace: string; accounts: readonly string[] }[] = [];
    const told: { workspace: string; members: readonly Member[] }[] = [];
    const silent: string[] = [];
    const left = { bots: 0, guests: 0, strangers: 0, deactivated: 0 };
    for (const place of all) {
      const platform = platforms.get(place.platform);
      const answer = await ask(() => platform?.directory?.(place.external));
      if (answer.kind === 'later' || answer.kind === 'failed') return answer;
      if (answer.kind === 'unreachable') {
        silent.push(place.id);
        continue;
      }
      const there = named(answer.members, wanted, digest);
      // Whoever is named is meant, guest or not.
      const { accounts, leftOut } = choose(there.members, true);
      for (const key of there.found) seen.add(key);
      left.bots += leftOut.bots;
      left.strangers += leftOut.strangers;
      left.deactivated += leftOut.deactivated;
      found.push({ workspace: place.id, accounts });
      told.push({ workspace: place.id, members: answer.members });
    }
    const known = silent.length > 0 ? await met(organisation, keys, silent) : [];
    for (const [workspace, here] of Map.groupBy(known, (one) => one.workspace)) {
      found.push({ workspace, accounts: [...new Set(here.map(({ account }) => account))] });
      for (const { key } of here) seen.add(key);
    }
    const missing = keys.filter((key) => !seen.has(key)).length;
    return { kind: 'found', found, leftOut: { ...left, missing }, told };
  }

  return async (organisation, audience) => {
    const { all, keys } = await database.within(organisation, async (tx) => ({
      all: await places(tx),
      keys: audience.source === 'conversation' ? [] : await keysOf(tx, audience),
    }));
    return audience.source === 'conversation'
      ? inConversation(audience, all)
      : byKeys(organisation, keys, all);
  };
}
