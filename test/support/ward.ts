// A ward full of people who check in again and again, and a ledger of what each was told: for processes that are killed.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { makeSlack, type Slack } from '../../adapters/playground/slack/slack.ts';
import { mood, type Stored, topModal } from './checkins.ts';

const botToken = 'xoxb-for-the-ward';
const signingSecret = 'a-signing-secret-for-the-ward';

/** Numbers from 0 up to 1, the same ones for the same seed. */
export function dice(seed: number): () => number {
  let throws = 0;
  return () => {
    throws += 1;
    return createHash('sha256').update(`${seed} ${throws}`).digest().readUInt32BE() / 2 ** 32;
  };
}

export type Ward = {
  slack: Slack;
  /** What the program needs to know of this Slack. */
  environment: Readonly<Record<string, string>>;
  /** Where the program answers now, without a slash at the end. */
  serveFrom(url: string): void;
  end(): Promise<void>;
};

/** `people` of them are called `U0P0`, `U0P1` and so on. */
export async function openWard(people: number): Promise<Ward> {
  let door: string | undefined;
  let address = '';
  const slack = makeSlack({
    team: { id: 'T0WARD', name: 'A ward' },
    botUser: 'U0LAMP',
    appId: 'A0LAMP',
    botToken,
    appToken: 'xapp-for-the-ward',
    signingSecret,
    people: Array.from({ length: people }, (_, n) => ({
      id: `U0P${n}`,
      name: `p${n}`,
      realName: `Person ${n}`,
      locale: 'en-US',
      tz: 'UTC',
    })),
    channels: [],
    scopes: ['app_mentions:read', 'chat:write', 'commands', 'im:history', 'im:write', 'users:read'],
    deliverTo: () => `${door ?? 'http://127.0.0.1:9'}/slack/events`,
    address: () => address,
  });
  const server = createServer(slack.listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  address = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`;
  return {
    slack,
    environment: {
      PLAYGROUND: 'off',
      HOST: '127.0.0.1',
      SLACK_BOT_TOKEN: botToken,
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_API_URL: `${address}/api/`,
    },
    serveFrom(url) {
      door = url.replace('//localhost', '//127.0.0.1');
    },
    async end() {
      slack.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type Shift = {
  /** Who was told that their answer is kept, and which answer that was. */
  kept: ReadonlyMap<string, number>;
  /** Who was told in words that nothing was kept, and how often. */
  refused(): number;
  /** How often the bot did not answer at all, or too late for Slack. */
  unanswered(): number;
  /** What nobody should ever be told. */
  odd: readonly string[];
  /** What the ledger and the table disagree about; empty is well. */
  disagreements(stored: readonly Stored[]): readonly string[];
  /** Lets everybody finish what they are at. */
  end(): Promise<void>;
};

/** Everybody checks in once, `hands` of them at a time, and tries again until they are told that it was kept. */
export function beginShift(slack: Slack, people: number, hands: number, random: () => number): Shift {
  const kept = new Map<string, number>();
  const tried = new Map<string, number[]>();
  const odd: string[] = [];
  let refused = 0;
  let unanswered = 0;
  let next = 0;
  let over = false;

  async function formOf(person: string): Promise<string | undefined> {
    while (!over) {
      const asked = await slack.command(person, slack.direct(person), '/checkin');
      // Who is told nothing asks again at once; who is heard looks for the form a while.
      for (let looks = 0; looks < (asked.kind === 'done' ? 25 : 5); looks += 1) {
        const form = topModal(slack, person)?.id;
        if (form !== undefined) return form;
        await wait(10);
      }
    }
    return undefined;
  }

  async function checkIn(person: string): Promise<void> {
    const form = await formOf(person);
    // Whoever is told that nothing was kept may change their mind, a step further each time.
    const first = Math.floor(random() * 5);
    let step = 0;
    while (form !== undefined && !over) {
      const answer = ((first + step) % 5) + 1;
      tried.set(person, [...(tried.get(person) ?? []), answer]);
      const result = await slack.submit(person, form, mood(answer));
      if (result.kind === 'updated') {
        kept.set(person, answer);
        return;
      }
      if (result.kind === 'errors') refused += 1;
      else if (result.kind === 'failed' && result.because === 'trouble_connecting') unanswered += 1;
      else odd.push(JSON.stringify(result));
      if (step < 4 && random() < 0.5) step += 1;
      await wait(100);
    }
  }

  async function work(): Promise<void> {
    while (!over && next < people) {
      next += 1;
      await checkIn(`U0P${next - 1}`);
    }
  }
  const working = Promise.all(Array.from({ length: hands }, work));

  return {
    kept,
    odd,
    refused: () => refused,
    unanswered: () => unanswered,
    disagreements(stored) {
      const found = new Map<string, number[]>();
      for (const { account, mood: answer } of stored)
        found.set(account, [...(found.get(account) ?? []), answer]);
      const lost = [...kept].flatMap(([person, answer]) => {
        const there = found.get(person) ?? [];
        return there.length === 1 && there[0] === answer
          ? []
          : [`${person} kept ${answer}, found ${there.join(' ')}`];
      });
      const strange = [...found].flatMap(([person, there]) =>
        there.length === 1 && tried.get(person)?.includes(there[0] ?? 0)
          ? []
          : [`${person} tried ${tried.get(person)?.join(' ')}, found ${there.join(' ')}`],
      );
      return [...lost, ...strange];
    },
    async end() {
      over = true;
      await working;
    },
  };
}
