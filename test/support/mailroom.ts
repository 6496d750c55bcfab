// The outbox alone, between a database behind a wire and a pretend platform: as many processes of it as a spec wants to lose.
import { randomUUID } from 'node:crypto';
import { text } from '../../src/chat/card.ts';
import type { Delivery, Recipient } from '../../src/chat/message.ts';
import type { Platform } from '../../src/chat/platform.ts';
import { connect, type Database } from '../../src/database/connect.ts';
import { makeOutbox, type Outbox } from '../../src/delivery/outbox.ts';
import { makeKeyRing } from '../../src/guard/seal.ts';
import { installWorkspace } from '../../src/people/workspace.ts';
import { saidTo } from './checkins.ts';
import { freshDatabase } from './database.ts';
import { openDoor } from './door.ts';
import { key, team } from './hospital.ts';
import type { Ledger } from './ledger.ts';
import { openTeamsDoor } from './teams-door.ts';
import { bot, tenant } from './teams-side.ts';

/** What befalls the next `times` messages, 1 where absent. */
export type Trouble = {
  wait(retryAfter: string, times?: number): void;
  error(status: number, times?: number): void;
  slow(ms: number, times?: number): void;
  loseAnswer(times?: number): void;
  loseRequest(times?: number): void;
  clear(): void;
};

type Side = {
  platform: Platform;
  workspace: string;
  trouble: Trouble;
  /** `workspace`: the row's. */
  recipientOf(index: number, workspace: string): Recipient;
  /** The words of all that the bot has said to whomever, oldest first in each talk. */
  said(index: number): readonly string[];
  end(): Promise<void>;
};

async function slackSide(people: number): Promise<Side> {
  const accountOf = (index: number): string => `U0P${index}`;
  const entrance = await openDoor({
    people: Array.from({ length: people }, (_, index) => ({
      id: accountOf(index),
      name: `p${index}`,
      realName: `Person ${index}`,
      locale: 'en-US',
      tz: 'UTC',
    })),
  });
  const { weather } = entrance.slack;
  const method = 'chat.postMessage';
  return {
    platform: entrance.door.platform,
    workspace: team,
    trouble: {
      wait: (seconds, times) => weather.rateLimit(method, seconds, times),
      error: (status, times) => weather.error(method, status, times),
      slow: (ms, times) => weather.slow(method, ms, times),
      loseAnswer: (times) => weather.cutAfterAccepting(method, times),
      loseRequest: (times) => weather.cutBefore(method, times),
      clear: weather.clear,
    },
    recipientOf: (index, workspace) => ({ kind: 'stranger', workspace, account: accountOf(index) }),
    said: (index) => saidTo(entrance.slack, accountOf(index)),
    end: entrance.end,
  };
}

async function teamsSide(count: number): Promise<Side> {
  const accountOf = (index: number): string => `b0000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
  const people = Array.from({ length: count }, (_, index) => ({
    id: `29:p${index}`,
    aad: accountOf(index),
    name: `Person ${index}`,
    mail: `p${index}@hospital.example`,
    locale: 'en-US',
    tz: 'UTC',
  }));
  const entrance = await openTeamsDoor({
    pretend: { people, teams: [], groups: [], installedFor: people.map(({ id }) => id) },
  });
  const { weather } = entrance.teams;
  const service = String(entrance.teams.compose('29:p0', entrance.teams.personal('29:p0'), 'x').serviceUrl);
  return {
    platform: entrance.door.platform,
    workspace: tenant,
    trouble: {
      wait: (seconds, times) => weather.rateLimit('send', seconds, times),
      error: (status, times) => weather.error('send', status, times),
      slow: (ms, times) => weather.slow('send', ms, times),
      loseAnswer: (times) => weather.cutAfterAccepting('send', times),
      loseRequest: (times) => weather.cutBefore('send', times),
      clear: weather.clear,
    },
    recipientOf(index, workspace) {
      const talk = entrance.teams.personal(`29:p${index}`);
      return { kind: 'conversation', workspace, conversation: `${service} ${talk}` };
    },
    said: (index) =>
      entrance.teams
        .seenBy(`29:p${index}`)
        .conversations.flatMap(({ messages }) => messages)
        .filter(({ from }) => from === bot)
        .map(({ summary }) => String(summary)),
    end: entrance.end,
  };
}

export type Clerk = {
  outbox: Outbox;
  /** It is gone at once, with all that it knew; what it has on its way may still arrive. */
  end(): Promise<void>;
};

export type Mailroom = {
  database: Database;
  trouble: Trouble;
  /** Business time, epoch ms. Whoever moves it sets the clock of every process. */
  clock: { now: number };
  /** Time goes by, for everybody: after this nobody is as patient as before. */
  passes(ms: number): void;
  /** One more process. `ahead`: by how many ms its clock is. `url`: another way to the database. */
  hire(options?: { ahead?: number; url?: string }): Clerk;
  url: string;
  /**
   * Each to the next of the people, in one transaction. `why`: `asked` where absent; a message that comes unasked goes past its
   * reader's week here, which is another spec's.
   */
  put(names: readonly string[], more?: Partial<Delivery>): Promise<void>;
  states(): Promise<readonly { name: string; state: string; attempts: number; problem: string | null }[]>;
  /** Where the one that waits goes has been written down: the last before it is sent. */
  isAddressed(): Promise<boolean>;
  /** Enters what stands in all talks, and what was given up. */
  count(ledger: Ledger): Promise<void>;
  end(): Promise<void>;
};

export const bothPlatforms = ['Slack', 'Microsoft Teams'] as const;

export async function openMailroom(name: (typeof bothPlatforms)[number], people: number): Promise<Mailroom> {
  const fresh = await freshDatabase();
  const side = await (name === 'Slack' ? slackSide : teamsSide)(people);
  const database = connect(fresh.url, () => undefined, 4);
  const clock = { now: Date.now() };
  const keys = makeKeyRing([key]);
  const { organisation } = await installWorkspace(
    database,
    { platform: side.platform.name, workspace: side.workspace, name: 'St. Elsewhere' },
    clock.now,
    randomUUID,
  );
  const { id: workspace } = await database.owner
    .selectFrom('workspace')
    .select('id')
    .executeTakeFirstOrThrow();
  const clerks = new Set<Clerk>();
  let next = 0;
  let passed = 0;

  function hire({ ahead = 0, url = fresh.url }: { ahead?: number; url?: string } = {}): Clerk {
    const own = connect(url, () => undefined, 4);
    const outbox = makeOutbox({
      database: own,
      platforms: new Map([[side.platform.name, side.platform]]),
      keys,
      now: () => clock.now + ahead,
      realNow: () => performance.now() + passed,
      id: randomUUID,
      told: { sent: () => undefined, problem: () => undefined },
      // Nothing but what a spec brings about holds anything up.
      paces: { [side.platform.name]: { start: 5_000, talk: [] } },
    });
    const clerk: Clerk = {
      outbox,
      async end() {
        clerks.delete(clerk);
        await outbox.stop(2_000);
        await own.close();
      },
    };
    clerks.add(clerk);
    return clerk;
  }

  /** Puts in, and sends nothing. */
  const desk = hire();
  return {
    database,
    trouble: side.trouble,
    clock,
    passes(ms) {
      clock.now += ms;
      passed += ms;
    },
    hire,
    url: fresh.url,
    async put(names, more = {}) {
      const deliveries = names.map((one): Delivery => {
        const to = side.recipientOf(next % people, workspace);
        next += 1;
        const card = { name: `spec.${one}`, summary: one, blocks: [text(one)] };
        return { to, card, ...more, why: 'asked' };
      });
      const { why } = more;
      await database.within(organisation, async (tx) => {
        await desk.outbox.put(tx, organisation, deliveries, clock.now);
        if (!why) return;
        const kinds = deliveries.map(({ card }) => card.name);
        await tx.updateTable('delivery').set({ why }).where('kind', 'in', kinds).execute();
      });
    },
    async states() {
      const rows = await database.owner
        .selectFrom('delivery')
        .select(['kind', 'state', 'attempts', 'problem'])
        .orderBy('place')
        .execute();
      return rows.map(({ kind, ...row }) => ({ ...row, name: kind.replace('spec.', '') }));
    },
    async isAddressed() {
      const rows = await database.owner
        .selectFrom('delivery')
        .select('conversation')
        .where('state', '=', 'sending')
        .execute();
      return rows.every(({ conversation }) => conversation !== null);
    },
    async count(ledger) {
      for (let index = 0; index < people; index += 1) for (const one of side.said(index)) ledger.arrive(one);
      const { owner } = database;
      const given = await owner
        .selectFrom('delivery')
        .select('kind')
        .where('state', 'in', ['dead', 'unreachable'])
        .execute();
      for (const { kind } of given) ledger.aside(kind.replace('spec.', ''));
    },
    async end() {
      for (const clerk of clerks) await clerk.end();
      await database.close();
      await side.end();
      await fresh.drop();
    },
  };
}
