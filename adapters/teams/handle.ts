// One activity in, one reply out, whatever breaks: what a person did is never left without words.
import { buttons, type Card, type Chart, text } from '../../src/chat/card.ts';
import type { ChatEvent, Who } from '../../src/chat/event.ts';
import { helpButton } from '../../src/chat/feature.ts';
import type { Outcome } from '../../src/chat/message.ts';
import { makeOnce } from '../../src/chat/once.ts';
import { within } from '../../src/chat/wait.ts';
import type { Key, Speaker } from '../../src/words/speak.ts';
import { type Answering, inWords, type Reply, replyToForm, replyToPress, shortly } from './answer.ts';
import { drawMessage } from './draw.ts';
import type { Reach } from './reach.ts';
import { type Door, type Heard, readActivity } from './read.ts';
import type { Seal } from './seal.ts';
import { problemOf } from './wire.ts';

export type Handling = {
  receive: (event: ChatEvent) => Promise<Outcome>;
  sayTo: (who: Who) => Speaker;
  picture: (chart: Chart) => string | undefined;
  digest: (text: string) => string;
  now: () => number;
  log: (fact: { event: string; problem: string }) => void;
  reach: Reach;
  seal: Seal;
};

type Happened = Heard & { kind: 'event' };
type Said = Door & { kind: 'said' };

/** Teams waits fifteen seconds for a message to be taken. */
const postMs = 8_000;
/** An install is told twice within this. */
const oneInstallMs = 60_000;

const taken: Reply = { status: 200 };
const notTaken: Reply = { status: 503 };

/** Never throws. `tenant` was checked. */
export function makeHandle(parts: Handling): (body: unknown, tenant: string) => Promise<Reply> {
  const { receive, sayTo, digest, now, log, reach, seal, picture } = parts;
  const once = makeOnce(now);
  const meansFor = (who: Who): Answering => ({ reach, once, seal, picture, say: sayTo(who) });
  const joins = new Map<string, { identity: string; at: number }>();

  /** Teams tells twice that somebody has put us into their own talk, each time under another id. */
  function known(event: ChatEvent): ChatEvent {
    const whose = `${event.who.workspace} ${event.who.account}`;
    if (event.kind === 'left') joins.delete(whose);
    if (event.kind !== 'joined') return event;
    const at = now();
    for (const [one, join] of joins) if (at - join.at > oneInstallMs) joins.delete(one);
    const before = joins.get(whose);
    if (before) return { ...event, identity: before.identity };
    joins.set(whose, { identity: event.identity, at });
    return event;
  }

  /**
   * It counts as taken when its answer stands there: a kill in between would lose help for good. Where Microsoft lets us say
   * nothing at all, bringing it again would change nothing.
   */
  async function sayAtOnce(
    identity: string,
    { spot, thread }: Said,
    card: Card,
    means: Answering,
  ): Promise<Reply> {
    const arriving = once(
      identity,
      async () => (await reach.tell(spot, thread, drawMessage(card, means.picture))) !== 'failed',
    );
    if (await within(postMs, arriving)) return taken;
    return { ...notTaken, after: async () => void (await arriving) };
  }

  /** Teams does not reliably bring a message again that was refused: whoever wrote it is told as well. */
  function regret(identity: string, door: Said, card: Card, means: Answering): Reply {
    return {
      ...notTaken,
      after: async () => void (await sayAtOnce(`${identity} not kept`, door, card, means)),
    };
  }

  async function replyTo({ event, door }: Happened, outcome: Outcome, means: Answering): Promise<Reply> {
    const { answer, kind } = outcome;
    switch (door.kind) {
      case 'press':
        return replyToPress({ event, door }, answer, means);
      case 'form':
        return replyToForm({ event, door }, answer, means);
      case 'said':
        if (answer.kind !== 'card') return kind === 'not-kept' ? notTaken : taken;
        return kind === 'not-kept'
          ? regret(event.identity, door, answer.card, means)
          : sayAtOnce(event.identity, door, answer.card, means);
      case 'none':
        return kind === 'not-kept' ? notTaken : taken;
    }
  }

  async function answer(heard: Happened): Promise<Reply> {
    const means = meansFor(heard.event.who);
    let outcome: Outcome | undefined;
    try {
      outcome = await receive(known(heard.event));
      // Whoever was met just now may be spoken to in their own language from here on.
      return await replyTo(heard, outcome, meansFor(heard.event.who));
    } catch (error) {
      log({ event: 'teams-fault', problem: problemOf(error) });
      const isKept = outcome !== undefined && outcome.kind !== 'not-kept';
      return isKept ? undrawn(heard, means) : excuse(heard, 'bot.not-saved', means);
    }
  }

  /** It was kept, or may have been: nothing may say that it was not. */
  const undrawn = (heard: Happened, means: Answering): Reply | Promise<Reply> =>
    heard.door.kind === 'form'
      ? shortly(means.say('bot.kept-already'), means)
      : excuse(heard, 'bot.late', means);

  /** In words that need neither a picture nor a second request. */
  async function excuse({ event, door }: Happened, key: Key, means: Answering): Promise<Reply> {
    const words = means.say(key);
    switch (door.kind) {
      case 'press':
        return inWords(words);
      case 'form':
        return replyToForm({ event, door }, { kind: 'errors', errors: { '': words } }, means);
      case 'said':
        return regret(event.identity, door, withHelp(key, means), means);
      case 'none':
        return notTaken;
    }
  }

  return async (body, tenant) => {
    try {
      const heard = readActivity(body, tenant, { digest, seal });
      switch (heard.kind) {
        case 'event':
          return await answer(heard);
        case 'closed':
          return shortly(sayTo(heard.who)('teams.closed'), meansFor(heard.who));
        case 'unread':
          log({ event: 'teams-unread', problem: 'invoke' });
          return inWords(sayTo(heard.who)('bot.gone'));
        case 'unasked':
          return { status: 501 };
        case 'nothing':
          return taken;
      }
    } catch (error) {
      log({ event: 'teams-fault', problem: problemOf(error) });
      return notTaken;
    }
  };
}

const withHelp = (key: Key, { say }: Answering): Card => ({
  name: `teams.${key}`,
  summary: say(key),
  blocks: [text(say(key)), buttons(helpButton(say))],
});
