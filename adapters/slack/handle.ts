// One payload in, one reply out, whatever breaks: what a person did is never left without words, and an event that nobody
// took in is asked for again.
import { buttons, type Card, type Chart, text } from '../../src/chat/card.ts';
import type { ChatEvent, Removed, Who } from '../../src/chat/event.ts';
import { helpButton } from '../../src/chat/feature.ts';
import type { Outcome } from '../../src/chat/message.ts';
import { makeOnce } from '../../src/chat/once.ts';
import { within } from '../../src/chat/wait.ts';
import type { Key, Speaker } from '../../src/words/speak.ts';
import { type Reply, replyTo } from './answer.ts';
import type { ClientOf } from './client.ts';
import { enterpriseOf, type Grid } from './grid.ts';
import { type Answering, post } from './reach.ts';
import { type Door, type Heard, readPayload } from './read.ts';
import { problemOf } from './send.ts';
import { readUnread } from './unread.ts';

export type Handling = Pick<Answering, 'respond' | 'failed'> & {
  clientOf: ClientOf;
  grid: Grid;
  /** Whether Slack still takes our token there; undefined where it does not say. */
  stands: (workspace: string) => Promise<boolean | undefined>;
  /** Finds out by which token to speak there; undefined where that is known. Never throws, and does not take long. */
  learn: (workspace: string) => Promise<unknown> | undefined;
  receive: (event: ChatEvent) => Promise<Outcome>;
  sayTo: (who: Who) => Speaker;
  picture: (chart: Chart) => string | undefined;
  digest: (text: string) => string;
  now: () => number;
  log: (fact: { event: string; problem: string }) => void;
};

/** Slack waits for three seconds, and saying who somebody is may have taken the better part of one. */
const postMs = 1_800;

/** Never throws. */
export function makeHandle(parts: Handling): (body: unknown) => Promise<Reply> {
  const { receive, sayTo, digest, now, log, clientOf, grid, stands, learn, ...ways } = parts;
  const once = makeOnce(now);
  const meansFor = (who: Who): Answering => ({
    ...ways,
    client: clientOf(who.workspace),
    say: sayTo(who),
  });

  /** Slack hears that a message was heard only when its answer stands there: a kill in between would lose help for good. */
  async function sayAtOnce(
    identity: string,
    door: Door & { kind: 'said' },
    card: Card,
    means: Answering,
  ): Promise<Reply> {
    const arrived = once(identity, () => post(means, door.conversation, card, door.thread));
    if (await within(postMs, arrived)) return {};
    return { again: true, after: async () => void (await arrived) };
  }

  /**
   * What is taken as the end of the app. One that comes late, after the app has been installed again, is none; neither is the
   * end of a single token that was one too many.
   */
  async function removal(event: Removed): Promise<Removed | undefined> {
    const still = await stands(event.who.workspace);
    if (still === true) return undefined;
    const { at: _when, ...now } = event;
    return still === false ? now : event;
  }

  async function answer({ event: heard, door }: Heard): Promise<Reply> {
    const learning = learn(heard.who.workspace);
    if (learning) await learning;
    const event = heard.kind === 'removed' ? await removal(heard) : heard;
    if (!event) return {};
    let outcome: Outcome | undefined;
    try {
      outcome = await receive(event);
      // Whoever was met just now may be spoken to in their own language from here on.
      const means = meansFor(event.who);
      if (door.kind === 'said' && outcome.kind !== 'not-kept' && outcome.answer.kind === 'card')
        return await sayAtOnce(event.identity, door, outcome.answer.card, means);
      return replyTo({ event, door }, outcome, means);
    } catch (error) {
      log({ event: 'slack-fault', problem: problemOf(error) });
      const isKept = outcome !== undefined && outcome.kind !== 'not-kept';
      const means = meansFor(event.who);
      return isKept ? undrawn({ event, door }, means) : excuse({ event, door }, 'bot.not-saved', means);
    }
  }

  /** It was kept, or may have been: nothing may say that it was not. */
  const undrawn = ({ event, door }: Heard, means: Answering): Reply =>
    door.kind === 'form'
      ? replyTo(
          { event, door },
          { kind: 'kept', answer: { kind: 'replace', card: inWords('bot.kept-already', means) } },
          means,
        )
      : excuse({ event, door }, 'bot.late', means);

  function excuse({ event, door }: Heard, key: Key, means: Answering): Reply {
    const answer: Outcome['answer'] =
      door.kind === 'form'
        ? { kind: 'errors', errors: { '': means.say(key) } }
        : { kind: 'card', card: inWords(key, means) };
    return replyTo({ event, door }, { kind: 'not-kept', answer }, means);
  }

  function excuseUnread(body: unknown): Reply {
    const unread = readUnread(body);
    if (!unread) return {};
    const { who, door } = unread;
    log({ event: 'slack-unread', problem: door.kind });
    // A button of ours that means nothing here; nobody hears of this event.
    const event: ChatEvent = {
      kind: 'button-pressed',
      identity: '',
      who,
      press: '',
      value: '',
      inForm: false,
    };
    const isPress = door.kind === 'press' || door.kind === 'view-press';
    return excuse({ event, door }, isPress ? 'bot.gone' : 'bot.not-saved', meansFor(who));
  }

  return async (body) => {
    try {
      const organisation = enterpriseOf(body);
      if (organisation !== undefined) await grid.learn(organisation);
      const heard = readPayload(body, digest, grid.belongs);
      return heard ? await answer(heard) : excuseUnread(body);
    } catch (error) {
      log({ event: 'slack-fault', problem: problemOf(error) });
      return { again: true };
    }
  };
}

const inWords = (key: Key, { say }: Answering): Card => ({
  name: `slack.${key}`,
  summary: say(key),
  blocks: [text(say(key)), buttons(helpButton(say))],
});
