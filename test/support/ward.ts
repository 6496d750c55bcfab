// A ward full of people in the pretend Slack, for processes that are killed.
import { createServer } from 'node:http';
import { makeSlack, type Slack } from '../../adapters/playground/slack/slack.ts';
import { listen } from '../../src/web/listen.ts';
import { mood, saidTo, topModal } from './checkins.ts';
import type { Desk } from './shift.ts';

const botToken = 'xoxb-for-the-ward';
const signingSecret = 'a-signing-secret-for-the-ward';

export type Ward = Desk & {
  /** Writes one word to the bot, which has an answer of its own; whether it was heard. */
  say(person: string): Promise<boolean>;
  /** How many answers of that kind stand in their talk. */
  answersTo(person: string): number;
  /** Nothing is on its way to the bot. */
  settled(): Promise<void>;
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
    // Slack's own are minutes apart.
    retryAfter: [0, 300, 1_000],
  });
  const server = createServer(slack.listener);
  address = `http://127.0.0.1:${await listen(server, '127.0.0.1', 0)}`;
  return {
    ...deskIn(slack),
    async say(person) {
      const said = await slack.message(person, slack.direct(person), 'checkin');
      return said.kind === 'done' && said.heard;
    },
    answersTo: (person) => saidTo(slack, person).length,
    settled: slack.settled,
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

function deskIn(slack: Slack): Desk {
  return {
    personOf: (index) => `U0P${index}`,
    async ask(person) {
      return (await slack.command(person, slack.direct(person), '/checkin')).kind === 'done';
    },
    formOf: (person) => topModal(slack, person)?.id,
    async send(person, form, answer) {
      const result = await slack.submit(person, form, mood(answer));
      if (result.kind === 'updated') return 'kept';
      if (result.kind === 'errors') return 'refused';
      if (result.kind === 'failed' && result.because === 'trouble_connecting') return 'unanswered';
      return { odd: JSON.stringify(result) };
    },
  };
}
