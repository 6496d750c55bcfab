// By which tokens we speak to the workspaces that installed us. Sealed in the tables, which decide; a copy in memory is what
// is spoken by, so that help goes out without a database.
//
// Tokens that expire are exchanged ahead of time. What Slack promises about that
// (https://docs.slack.dev/authentication/using-token-rotation): a refresh token is good for once, and for a short while after,
// which is not said in seconds; the access token before stays good until it expires, unless there are more than two. So two
// processes never exchange at once: the row is locked, and looked at again, before Slack is asked. What Slack gives is written
// to disk before it is committed: a crash or an outage in between loses it only where that file is lost too. Then the old
// refresh token works again for Slack's short while; after that somebody has to install the app again before the access
// token expires.
import type { Database, Transaction } from '../database/connect.ts';
import { describeFault, isHeld } from '../fault.ts';
import { type KeyRing, SealError } from '../guard/seal.ts';
import type { HeldTokens, Memory, Tokens, WorkspaceKey } from './memory.ts';
import type { Workspace } from './workspace.ts';

/** What the platform says to a refresh token. `refused` is for good; after `silent` nobody knows what became of it. */
export type Renewal =
  | { kind: 'renewed'; tokens: Tokens }
  | { kind: 'refused'; because: string }
  | { kind: 'silent'; because: string };
/** Comes back within five seconds: a row is locked meanwhile. Never throws. */
export type Exchange = (refreshToken: string) => Promise<Renewal>;

export type Installations = {
  /** The token to speak by, from memory; undefined where we are not installed. */
  of(who: WorkspaceKey): string | undefined;
  /**
   * The platform does not take `stale` any more, or none is known here (`''`): the one to speak by instead, or undefined where
   * there is none now. Never throws.
   */
  renew(who: WorkspaceKey, stale: string): Promise<string | undefined>;
  /** How this platform's tokens are exchanged. Without it they are only read. */
  exchangeBy(platform: string, exchange: Exchange): void;
  /** Forgets what other processes removed, and exchanges what is due soon. Throws where the database is away. */
  minute(): Promise<void>;
  /** Copies an organisation's tokens into memory. */
  remember(tx: Transaction): Promise<void>;
  /** Writes down the tokens of a workspace, within the transaction that installs it. Call `keep` after the commit. */
  write(tx: Transaction, workspace: Workspace, held: HeldTokens, id: () => string): Promise<void>;
  /** Into memory and onto disk. */
  keep(who: WorkspaceKey, held: HeldTokens): Promise<void>;
};

/** Of the twelve hours that tokens live: so long may an outage take. */
const aheadMs = 2 * 3_600_000;
/** What was kept just now may not be committed yet where another process looks. */
const settlingMs = 60_000;
const afterRefusalMs = 10 * 60_000;
const boundTo = (id: string): string => `installation:${id}`;
const keyOf = ({ platform, workspace }: WorkspaceKey): string => `${platform} ${workspace}`;

type Fact = Readonly<Record<string, string | number | boolean>> & { event: string };
type Row = { id: string; sealed: Buffer; installed_at: Date };

/** Throws SealError. */
export function readTokens(keys: KeyRing, { id, sealed, installed_at }: Row): HeldTokens {
  const tokens: Tokens = JSON.parse(keys.open(sealed, boundTo(id)).toString('utf8'));
  return { ...tokens, installedAt: installed_at.getTime() };
}

export function makeInstallations(parts: {
  database: Database;
  keys: KeyRing;
  memory: Memory;
  /** Real time in epoch ms: a platform's tokens know no other. */
  now: () => number;
  log: (fact: Fact) => void;
}): Installations {
  const { database, keys, memory, now, log } = parts;
  const exchanges = new Map<string, Exchange>();
  /** Refused refresh tokens are not shown again and again. Epoch ms until which each workspace rests. */
  const resting = new Map<string, number>();

  const open = (row: Row): HeldTokens => readTokens(keys, row);

  const seal = (id: string, { installedAt: _stands, ...tokens }: HeldTokens): Buffer =>
    keys.seal(JSON.stringify(tokens), boundTo(id));

  /** Of one installation, what was given last: memory may hold what could not be committed. */
  function latest(who: WorkspaceKey, row: HeldTokens): HeldTokens {
    const held = memory.tokensOf(who);
    return held?.installedAt === row.installedAt && (held.expiresAt ?? 0) > (row.expiresAt ?? 0) ? held : row;
  }

  async function update(tx: Transaction, id: string, held: HeldTokens): Promise<void> {
    await tx
      .updateTable('installation')
      .set({ sealed: seal(id, held), expires_at: dateOf(held.expiresAt) })
      .where('id', '=', id)
      .execute();
  }

  /** Undefined where there is no row. `isDue` is asked under the lock. */
  async function renewRow(
    who: WorkspaceKey,
    { id: workspace, organisation }: Workspace,
    isDue: (held: HeldTokens) => boolean,
  ): Promise<HeldTokens | undefined> {
    const held = await database.within(organisation, async (tx) => {
      const row = await tx
        .selectFrom('installation')
        .select(['id', 'sealed', 'installed_at'])
        .where('workspace_id', '=', workspace)
        .forUpdate()
        .executeTakeFirst();
      if (!row) return undefined;
      const stored = open(row);
      const known = latest(who, stored);
      if (known !== stored) await update(tx, row.id, known);
      const exchange = exchanges.get(who.platform);
      if (!exchange || !known.refreshToken || !isDue(known)) return known;
      const renewal = await exchange(known.refreshToken);
      if (renewal.kind !== 'renewed') {
        if (renewal.kind === 'refused') resting.set(keyOf(who), now() + afterRefusalMs);
        log({ event: 'token-not-renewed', ...who, kind: renewal.kind, because: renewal.because });
        return known;
      }
      const next: HeldTokens = { ...renewal.tokens, installedAt: known.installedAt };
      await keep(who, next);
      await update(tx, row.id, next);
      return next;
    });
    if (held) memory.keepTokens(who, held);
    return held;
  }

  async function keep(who: WorkspaceKey, held: HeldTokens): Promise<void> {
    resting.delete(keyOf(who));
    memory.keepTokens(who, held);
    await memory.save();
  }

  /** Somebody else holds the row, because they exchange it: what they come to stands there soon, or with the next minute. */
  async function readRow(
    who: WorkspaceKey,
    { id, organisation }: Workspace,
  ): Promise<HeldTokens | undefined> {
    const row = await database.within(organisation, (tx) =>
      tx
        .selectFrom('installation')
        .select(['id', 'sealed', 'installed_at'])
        .where('workspace_id', '=', id)
        .executeTakeFirst(),
    );
    if (!row) return undefined;
    const held = latest(who, open(row));
    memory.keepTokens(who, held);
    return held;
  }

  type Place = WorkspaceKey & Workspace & { installedAt: number; expiresAt: number | undefined };

  async function places(): Promise<readonly Place[]> {
    const rows = await database.across((tx) =>
      tx
        .selectFrom('installation')
        .innerJoin('workspace', 'workspace.id', 'installation.workspace_id')
        .select([
          'workspace.platform',
          'workspace.external_id',
          'installation.workspace_id',
          'installation.organisation_id',
          'installation.installed_at',
          'installation.expires_at',
        ])
        .where('workspace.removed_at', 'is', null)
        .execute(),
    );
    return rows.map((row) => ({
      platform: row.platform,
      workspace: row.external_id,
      id: row.workspace_id,
      organisation: row.organisation_id,
      installedAt: row.installed_at.getTime(),
      expiresAt: row.expires_at?.getTime(),
    }));
  }

  function forgetWhatIsGone(there: readonly Place[], at: number): void {
    const stands = new Set(there.map(keyOf));
    for (const who of memory.tokenHolders()) {
      const held = memory.tokensOf(who);
      if (held && !stands.has(keyOf(who)) && held.installedAt < at - settlingMs) memory.forgetTokens(who);
    }
  }

  const isSoon = (expiresAt: number | undefined): boolean =>
    expiresAt !== undefined && expiresAt - now() < aheadMs;

  async function renewOf(who: WorkspaceKey, stale: string): Promise<string | undefined> {
    const place = (await places()).find((one) => keyOf(one) === keyOf(who));
    if (!place) return undefined;
    const rests = (resting.get(keyOf(who)) ?? 0) > now();
    let held: HeldTokens | undefined;
    try {
      held = await renewRow(who, place, ({ botToken }) => botToken === stale && !rests);
    } catch (error) {
      if (!isHeld(error)) throw error;
      held = await readRow(who, place);
    }
    return held && held.botToken !== stale ? held.botToken : undefined;
  }

  return {
    of: (who) => memory.tokensOf(who)?.botToken,
    exchangeBy: (platform, exchange) => void exchanges.set(platform, exchange),
    keep,
    async renew(who, stale) {
      const known = memory.tokensOf(who);
      if (known && known.botToken !== stale) return known.botToken;
      try {
        return await renewOf(who, stale);
      } catch (error) {
        log({ event: 'token-not-renewed', platform: who.platform, because: describeFault(error) });
        return undefined;
      }
    },
    async minute() {
      const at = now();
      const there = await places();
      forgetWhatIsGone(there, at);
      for (const place of there) {
        const who = { platform: place.platform, workspace: place.workspace };
        if (!isSoon(place.expiresAt) || (resting.get(keyOf(who)) ?? 0) > at) continue;
        try {
          await renewRow(who, place, ({ expiresAt }) => isSoon(expiresAt));
        } catch (error) {
          if (!isHeld(error))
            log({ event: 'token-not-renewed', platform: who.platform, because: describeFault(error) });
        }
      }
    },
    async remember(tx) {
      const rows = await tx
        .selectFrom('installation')
        .innerJoin('workspace', 'workspace.id', 'installation.workspace_id')
        .select([
          'installation.id',
          'installation.sealed',
          'installation.installed_at',
          'workspace.platform',
          'workspace.external_id as workspace',
        ])
        .where('workspace.removed_at', 'is', null)
        .execute();
      for (const { platform, workspace, ...row } of rows) {
        try {
          memory.keepTokens({ platform, workspace }, latest({ platform, workspace }, open(row)));
        } catch (error) {
          // One that cannot be opened must not keep the others from theirs.
          if (!(error instanceof SealError)) throw error;
          log({ event: 'token-sealed', platform, problem: error.because });
        }
      }
    },
    async write(tx, { id: workspace, organisation }, held, newId) {
      const known = await tx
        .selectFrom('installation')
        .select('id')
        .where('workspace_id', '=', workspace)
        .executeTakeFirst();
      const id = known?.id ?? newId();
      const values = {
        sealed: seal(id, held),
        installed_at: new Date(held.installedAt),
        expires_at: dateOf(held.expiresAt),
      };
      if (known) await tx.updateTable('installation').set(values).where('id', '=', id).execute();
      else
        await tx
          .insertInto('installation')
          .values({ id, organisation_id: organisation, workspace_id: workspace, ...values })
          .execute();
    },
  };
}

const dateOf = (at: number | undefined): Date | null => (at === undefined ? null : new Date(at));
