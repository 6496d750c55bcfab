// Slack's door between the pretend Slack and a core that a spec plays itself: for what the real core never does on demand.
import {
  makeSlack,
  type Slack as PretendSlack,
  type SlackOptions,
} from '../../adapters/playground/slack/slack.ts';
import { type Slack, type SlackFact, startSlack } from '../../adapters/slack/start.ts';
import type { Chart } from '../../src/chat/card.ts';
import type { ChatEvent } from '../../src/chat/event.ts';
import type { Outcome } from '../../src/chat/message.ts';
import { doorRoute } from '../../src/web/door.ts';
import { startServer } from '../../src/web/server.ts';
import { speaker } from '../../src/words/speak.ts';
import { until } from './checkins.ts';
import { botToken, nurse, signingSecret, team } from './hospital.ts';

export type Entrance = {
  slack: PretendSlack;
  door: Slack;
  facts: SlackFact[];
  /** What the core does with everything from here on. */
  core(next: (event: ChatEvent) => Promise<Outcome>): void;
  knock(body: string, headers: Record<string, string>): Promise<Response>;
  end(): Promise<void>;
};

export type EntranceOptions = {
  socketMode?: boolean;
  picture?: (chart: Chart) => string | undefined;
  installed?: () => Promise<void>;
  /** Besides the nurse. */
  people?: SlackOptions['people'];
};

export async function openDoor(options: EntranceOptions = {}): Promise<Entrance> {
  const facts: SlackFact[] = [];
  const log = (fact: SlackFact): void => void facts.push(fact);
  const appToken = 'xapp-for-tests';
  let core = async (_: ChatEvent): Promise<Outcome> => ({ kind: 'kept', answer: { kind: 'nothing' } });
  let address = '';
  const slack = makeSlack({
    team: { id: team, name: 'St. Elsewhere' },
    botUser: 'U0LAMP',
    appId: 'A0LAMP',
    botToken,
    appToken,
    signingSecret,
    people: [
      { id: nurse, name: 'nora', realName: 'Nora Quinn', locale: 'en-US', tz: 'America/New_York' },
      ...(options.people ?? []),
    ],
    channels: [],
    scopes: ['chat:write', 'commands', 'im:history', 'im:write', 'users:read'],
    deliverTo: () => (options.socketMode ? undefined : `${address}/slack/events`),
    address: () => `${address}/pretend`,
    retryAfter: Array.from({ length: 100 }, () => 50),
  });
  let accept: Slack['accept'] | undefined;
  const server = await startServer({
    host: '127.0.0.1',
    port: 0,
    log: () => undefined,
    routes: { 'POST /slack/events': doorRoute(() => accept, 'Slack'), '* /pretend/*': slack.listener },
    upgrade: slack.upgrade,
  });
  address = server.address;
  const door = startSlack({
    receive: (event) => core(event),
    sayTo: () => speaker('en', 'America/New_York'),
    digest: (text) => text,
    now: () => Date.now(),
    picture: options.picture ?? (() => undefined),
    log,
    installed: options.installed ?? (async () => undefined),
    botToken,
    apiUrl: `${address}/pretend/api/`,
    secrets: [signingSecret],
    ...(options.socketMode ? { appToken } : {}),
  });
  accept = door.accept;
  await until(() => door.platform.ailment() === undefined);
  return {
    slack,
    door,
    facts,
    core(next) {
      core = next;
    },
    knock: (body, headers) => fetch(`${address}/slack/events`, { method: 'POST', body, headers }),
    async end() {
      slack.stop();
      await door.stop();
      await server.close(200);
    },
  };
}

const card = (...blocks: readonly string[]) => ({
  name: 'spec.card',
  summary: 'a card',
  blocks: blocks.map((words) => ({ kind: 'text' as const, text: words })),
});
export const kept = (words: string): Outcome => ({
  kind: 'kept',
  answer: { kind: 'card', card: card(words) },
});
/** A form of one field, `note`. */
export const formOpens: Outcome = {
  kind: 'kept',
  answer: {
    kind: 'form',
    form: {
      name: 'spec.form',
      title: 'a form',
      submit: 'send',
      close: 'leave',
      parts: [{ kind: 'short-text', id: 'note', label: 'a note', most: 100 }],
    },
  },
};
/** What only a picture can show; a door whose pictures fail cannot draw it. */
export const keptInPictures: Outcome = {
  kind: 'kept',
  answer: {
    kind: 'card',
    card: {
      name: 'spec.picture',
      summary: 'a picture',
      blocks: [
        {
          kind: 'picture',
          alt: 'a line',
          chart: { kind: 'trend', title: 'a line', top: 5, steps: ['1', '2', '3', '4', '5'], points: [] },
        },
      ],
    },
  },
};
