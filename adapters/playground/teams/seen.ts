// What is on one person's screen.
import { cardFor } from './pressing.ts';
import type { Message, Talk, Tenant } from './tenant.ts';

export type SeenMessage = {
  id: string;
  from: string;
  at: number;
  /** As it was written: Markdown where `format` says so. `shown` gives the words. */
  text: string;
  format: 'plain' | 'markdown';
  card?: object;
  summary?: string;
  /** Whom the message calls, by what stands in its text. */
  mentions?: readonly { text: string; id: string; name: string }[];
  edited?: true;
  /** The first message of its reply chain, in a channel. */
  replyTo?: string;
  /** The card is this person's own version of it. */
  onlyFor?: true;
  /** What the app answered to a press, below the card. */
  words?: string;
};

export type SeenTalk = {
  id: string;
  kind: Talk['kind'];
  name: string;
  team?: string;
  messages: readonly SeenMessage[];
};

/** `installed`: for this person; teams have the app on their own. */
export type Seen = { installed: boolean; conversations: readonly SeenTalk[] };

function seenMessage(message: Message, person: string): SeenMessage {
  const card = cardFor(message, person);
  const own = message.own[person];
  return {
    id: message.id,
    from: message.from,
    at: message.at,
    text: message.text,
    format: message.format,
    ...(card === undefined ? {} : { card }),
    ...(message.summary === undefined ? {} : { summary: message.summary }),
    ...(message.mentions.length === 0 ? {} : { mentions: message.mentions }),
    ...(message.edited ? { edited: true } : {}),
    ...(message.root === undefined ? {} : { replyTo: message.root }),
    ...(own?.card === undefined ? {} : { onlyFor: true }),
    ...(own?.words === undefined ? {} : { words: own.words }),
  };
}

/** What a group chat is called that nobody gave a name. */
const othersIn = (tenant: Tenant, group: string, person: string): string =>
  [...tenant.membersOf(group)]
    .flatMap((one) => (one === person ? [] : (tenant.people.get(one)?.name ?? [])))
    .join(', ');

export function seenBy(tenant: Tenant, person: string): Seen {
  const mine = [...tenant.talks.values()].filter((one) => tenant.sees(person, one));
  return {
    installed: tenant.installedFor.has(person),
    conversations: mine.map(({ id, kind, name, team }) => ({
      id,
      kind,
      name: kind === 'group' && name === '' ? othersIn(tenant, id, person) : name,
      ...(team === undefined ? {} : { team: tenant.teams.get(team)?.name ?? team }),
      messages: tenant.messagesIn(id).map((one) => seenMessage(one, person)),
    })),
  };
}
