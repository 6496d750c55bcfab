// Outcome → what goes back by the door that the event came in by. What a card sends is answered in its place where only the
// person who pressed sees it and nothing is lost by it; everything else goes into their own talk with us.
import { randomUUID } from 'node:crypto';
import type { AdaptiveCardInvokeResponse } from 'botbuilder';
import type { Card, Chart } from '../../src/chat/card.ts';
import type { ChatEvent } from '../../src/chat/event.ts';
import { openCard } from '../../src/chat/feature.ts';
import { type Form, filledIn } from '../../src/chat/form.ts';
import type { Answer } from '../../src/chat/message.ts';
import type { Once } from '../../src/chat/once.ts';
import { within } from '../../src/chat/wait.ts';
import type { Speaker } from '../../src/words/speak.ts';
import {
  type Drawing,
  type Reply as Drawn,
  drawFormReply,
  drawMessage,
  drawReply,
  type FormMeans,
} from './draw.ts';
import type { Spot } from './place.ts';
import type { Arrival, Reach } from './reach.ts';
import type { Door } from './read.ts';
import type { Seal } from './seal.ts';
import { spoken, wordsCard } from './spoken.ts';

/** `after` follows once the response has left. */
export type Reply = { status: number; body?: object; after?: () => Promise<void> };

export type Answering = {
  reach: Reach;
  once: Once;
  seal: Seal;
  picture: (chart: Chart) => string | undefined;
  say: Speaker;
};

type Pressed = { event: ChatEvent; door: Door & { kind: 'press' } };
type Sent = { event: ChatEvent; door: Door & { kind: 'form' } };
type Shown = Extract<Answer, { card: Card } | { form: Form }>;

/** Teams waits five seconds for the answer to a press; the core may have taken the better half of them. */
const postMs = 1_500;

/**
 * Words that Teams shows to whoever pressed; the card stays. There must be some: an empty answer looks like an app that
 * cannot be reached. Source: Microsoft, "Universal Action Model", responses; https://github.com/vercel/chat/pull/903
 */
export const inWords = (words: string): Reply => ({
  status: 200,
  body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: words },
});

/** A card in the place of the one that was pressed. */
function inCard(card: object): Reply {
  const body: AdaptiveCardInvokeResponse = {
    statusCode: 200,
    type: 'application/vnd.microsoft.card.adaptive',
    value: { ...card },
  };
  return { status: 200, body };
}

const joined = (errors: Readonly<Record<string, string>>): Reply => inWords(Object.values(errors).join(' '));

export async function replyToPress(
  { event, door }: Pressed,
  answer: Answer,
  means: Answering,
): Promise<Reply> {
  switch (answer.kind) {
    case 'nothing':
      return inWords(means.say('any.done'));
    case 'errors':
      return joined(answer.errors);
    case 'form':
    case 'replace':
      if (door.shared) return inOwnTalk(event, answer, means);
      return door.typing ? below(event, door, answer, means) : inPlace(answer, door.spot, means);
    case 'card':
    case 'home':
      return door.shared ? inOwnTalk(event, answer, means) : below(event, door, answer, means);
  }
}

export async function replyToForm({ event, door }: Sent, answer: Answer, means: Answering): Promise<Reply> {
  switch (answer.kind) {
    case 'errors': {
      if (door.shared) return joined(answer.errors);
      // It is the same form still: sent twice, it is one event.
      const filled = filledIn(door.form, door.answers);
      const again = drawFormReply(filled, formMeans(means, door.instance), answer.errors);
      return whole(again, door.spot, means);
    }
    case 'form':
    case 'card':
    case 'replace':
    case 'home':
      return door.shared ? inOwnTalk(event, answer, means) : inPlace(answer, door.spot, means);
    case 'nothing': {
      const done = means.say('any.done');
      return door.shared ? inWords(done) : shortly(done, means);
    }
  }
}

/** What stands where a form was. */
export const shortly = (words: string, { picture }: Answering): Reply =>
  inCard(drawReply(wordsCard(words), picture).card);

const formMeans = ({ picture, say, seal }: Answering, instance: string): FormMeans => ({
  picture,
  say,
  seal: seal.seal,
  instance,
});

const drawFresh = (form: Form, means: Answering): Drawn =>
  drawFormReply(form, formMeans(means, randomUUID()));

function drawn(answer: Shown, means: Answering): Drawing[] {
  if (answer.kind !== 'form') return drawMessage(answer.card, means.picture);
  const { card, rest } = drawFresh(answer.form, means);
  return [{ card, summary: answer.form.title }, ...rest];
}

const inPlace = (answer: Shown, spot: Spot, means: Answering): Reply =>
  whole(
    answer.kind === 'form' ? drawFresh(answer.form, means) : drawReply(answer.card, means.picture),
    spot,
    means,
  );

/** What the card has no room for follows below. */
function whole({ card, rest }: Drawn, spot: Spot, { reach }: Answering): Reply {
  if (rest.length === 0) return inCard(card);
  return { ...inCard(card), after: async () => void (await reach.tell(spot, undefined, rest)) };
}

/** What may not stand in a message is led to by a button: pressed again, it shows in the button's own place. */
function postable(event: ChatEvent, answer: Shown, say: Speaker): Shown {
  if (answer.kind !== 'form' || !answer.form.private) return answer;
  const again =
    event.kind === 'button-pressed' ? { press: event.press, value: event.value } : { press: 'do.help' };
  return {
    kind: 'card',
    card: openCard('teams.open-again', say, say('bot.open'), { ...again, label: say('any.open') }),
  };
}

/** Posted once for each event, however often it comes. `came`: undefined while it is still under way. */
async function post(
  event: ChatEvent,
  spot: Spot,
  answer: Shown,
  { once, reach, ...means }: Answering,
): Promise<{ came: Arrival | undefined; after: () => Promise<void> }> {
  let arrival: Arrival = 'failed';
  const drawings = drawn(postable(event, answer, means.say), { once, reach, ...means });
  const arriving = once(event.identity, async () => {
    arrival = await reach.tell(spot, undefined, drawings);
    return arrival === 'arrived';
  });
  const has = await within(postMs, arriving);
  const after = async (): Promise<void> => void (await arriving);
  return { came: has === undefined ? undefined : has ? 'arrived' : arrival, after };
}

/** As a message of its own in the same talk, so that the card stays as it is, with what is typed in it. */
async function below(
  event: ChatEvent,
  { spot, typing }: Pressed['door'],
  answer: Shown,
  means: Answering,
): Promise<Reply> {
  const { came, after } = await post(event, spot, answer, means);
  if (came === 'arrived') return inWords(means.say('teams.below'));
  // The response needs no token and no second request: what matters is said by it. Twice is better than not at all.
  if (!typing) return { ...inPlace(answer, spot, means), after };
  return { ...inWords(answer.kind === 'form' ? means.say('teams.not-opened') : spoken(answer.card)), after };
}

/** Others see the card that was pressed: what comes of it is for one alone. */
async function inOwnTalk(event: ChatEvent, answer: Shown, means: Answering): Promise<Reply> {
  const { reach, say } = means;
  const talk = await within(postMs, reach.ownTalk(event.who));
  if (talk === 'unreachable') return inWords(withHelp(event, answer, say('teams.no-talk')));
  if (talk === undefined || talk === 'failed')
    return inWords(withHelp(event, answer, say('teams.not-opened')));
  const { came, after } = await post(event, talk, answer, means);
  if (came === 'arrived') return inWords(say('teams.in-own-talk'));
  const words = say(came === 'unreachable' ? 'teams.no-talk' : 'teams.not-opened');
  return { ...inWords(withHelp(event, answer, words)), after };
}

/** Help comes also to somebody who has never opened us: these words are shown to them alone, and say nothing of them. */
const withHelp = (event: ChatEvent, answer: Shown, words: string): string =>
  event.kind === 'button-pressed' && event.press === 'do.helpnow' && answer.kind !== 'form'
    ? `${spoken(answer.card)}\n\n${words}`
    : words;
