// The same act, recorded on Slack and on Teams, is the same event to the core. Where a platform differs, it confesses.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPayload } from '../../adapters/slack/read.ts';
import { readActivity } from '../../adapters/teams/read.ts';
import { makeSeal } from '../../adapters/teams/seal.ts';
import type { ChatEvent } from '../../src/chat/event.ts';

const digest = (text: string): string => `digest(${text.length})`;
const tenant = '7d3c4b1e-2f6a-4c55-9b0e-1a2b3c4d5e6f';
const payload = (platform: string, name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../payloads', platform, `${name}.json`), 'utf8'));

const onSlack = (name: string): ChatEvent | undefined => readPayload(payload('slack', name), digest)?.event;
function onTeams(name: string): ChatEvent | undefined {
  const heard = readActivity(payload('teams', name), tenant, { digest, seal: makeSeal(digest) });
  return heard.kind === 'event' ? heard.event : undefined;
}

/** What the core may care about: ids are opaque to it, so that there is one or there is none. */
function act(event: ChatEvent | undefined): object | undefined {
  if (!event) return undefined;
  const { identity, who, ...rest } = event;
  expect(identity).not.toBe('');
  expect(who.workspace).not.toBe('');
  const place =
    'place' in event && event.place
      ? { private: event.place.private, inThread: event.place.thread !== undefined }
      : undefined;
  return {
    ...rest,
    by: who.account === '' ? 'nobody' : 'somebody',
    place,
    talk: event.talk === undefined ? undefined : 'known',
  };
}

type Confession = { teams: Readonly<Record<string, unknown>>; because: string };
const inTalk = { private: true, inThread: false };
const talk: Confession = {
  teams: { talk: 'known' },
  because: 'Slack opens a talk by the account alone; Teams tells it with whatever happens there',
};
const placed: Confession = {
  teams: { talk: 'known', place: inTalk },
  because:
    'a response URL leads back to where a button sat on Slack, so that nobody need know where that was',
};

type Act = readonly [what: string, slack: string, teams: string, confessions: readonly Confession[]];
const acts: readonly Act[] = [
  ['words said in private', 'message', 'message', [talk]],
  ['a mention in a channel', 'mention', 'mention', []],
  ['a mention in a thread', 'mention-in-thread', 'mention-in-thread', []],
  [
    'a picture in private',
    'message-with-a-file',
    'message-with-a-picture',
    [talk, { teams: { text: '' }, because: 'the two recordings hold other words' }],
  ],
  ['a press', 'press-in-message', 'press', [placed]],
  ['a press in a form', 'press-in-modal', 'press-in-form', [placed]],
  [
    'a press in a window without fields',
    'press-in-modal-without-fields',
    'press-in-form-without-fields',
    [placed],
  ],
  [
    'a press in a channel',
    'press-in-channel',
    'press-in-channel',
    [
      {
        teams: { place: { private: false, inThread: true } },
        because: 'a message in a channel of Teams stands in a reply chain, and where a button sat is told',
      },
    ],
  ],
  ['a form with a step on a scale', 'form', 'form-of-mood', [talk]],
  ['a form with words, one field left empty', 'form-of-words', 'form-of-words', [talk]],
  [
    'a command',
    'command',
    'message-of-a-verb',
    [
      talk,
      {
        teams: {
          kind: 'said',
          text: 'checkin history',
          verb: undefined,
          words: undefined,
          place: inTalk,
        },
        because: 'Teams has no commands: people say to the bot what they want',
      },
    ],
  ],
  [
    'somebody comes',
    'joined',
    'install',
    [
      {
        teams: { talk: 'known' },
        because: 'who comes to a workspace of Slack has us there; on Teams each puts us into their own talk',
      },
    ],
  ],
];

describe('the same act on Slack and on Teams', () => {
  it.each(acts)('is the same event: %s', (_, slack, teams, confessions) => {
    const there = act(onSlack(slack));
    const here = act(onTeams(teams));
    expect(there).toBeDefined();
    expect(here).toEqual(Object.assign({}, there, ...confessions.map((one) => one.teams)));
  });

  it.each(acts.filter(([, , , confessions]) => confessions.length > 0))(
    'differs only where it must: %s',
    (_, slack, _teams, confessions) => {
      const there = act(onSlack(slack));
      for (const { teams, because } of confessions) {
        expect(because).not.toBe('');
        expect(there, 'a difference that is none any more').not.toMatchObject(teams);
      }
    },
  );

  it.each([
    'own-message',
    'message-of-another-bot',
    'message-changed',
    'message-deleted',
    'message-in-a-channel',
    'reaction',
    'form-closed',
  ])('is nothing on either: %s', (name) => {
    expect(onSlack(name)).toBeUndefined();
    expect(onTeams(name)).toBeUndefined();
  });
});
