// The ways to a person right after the acknowledgement: the response URL, a modal, the home view, a message. What did
// not arrive is tried again or said another way: nobody who pressed a button hears nothing.
import type { View } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Card, Chart } from '../../src/chat/card.ts';
import type { ChatEvent, CommandUsed } from '../../src/chat/event.ts';
import { openCard } from '../../src/chat/feature.ts';
import type { Speaker } from '../../src/words/speak.ts';
import { type Drawing, drawHome, drawMessage } from './draw.ts';
import { outcomeOf, problemOf } from './send.ts';

export type Answering = {
  /** Undefined where the workspace is not installed: then only the acknowledgement can answer. */
  client: WebClient | undefined;
  picture: (chart: Chart) => string | undefined;
  say: Speaker;
  /** Throws where the URL did not take it; `code` says why. */
  respond: (url: string, body: object) => Promise<void>;
  failed: (call: string, problem: string) => void;
};

export const privately = (drawing: Drawing): object => ({ response_type: 'ephemeral', ...drawing });
export const besides = (drawing: Drawing): object => ({ ...privately(drawing), replace_original: false });

/** Before each further try, in milliseconds. Said twice is better than not at all. */
const pauses = [300, 1_500, 4_000];
const longestPause = 30_000;

async function insist(call: () => Promise<unknown>): Promise<void> {
  for (const pause of pauses) {
    try {
      await call();
      return;
    } catch (error) {
      const outcome = outcomeOf(error);
      if (outcome.kind === 'unreachable' || problemOf(error).startsWith('http_4')) throw error;
      const wait = outcome.kind === 'later' ? Math.min(outcome.seconds * 1_000, longestPause) : pause;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  await call();
}

export async function tell({ respond, failed }: Answering, url: string, body: object): Promise<void> {
  try {
    await insist(() => respond(url, body));
  } catch (error) {
    failed('response_url', problemOf(error));
  }
}

/** Past transaction and outbox, for what must also be said when those are gone. `channel` may be a person. Tells whether it arrived. */
export async function post(
  { client, picture, failed }: Answering,
  channel: string,
  card: Card,
  thread?: string,
): Promise<boolean> {
  try {
    if (!client) throw new Error('not installed');
    for (const drawing of drawMessage(card, picture))
      await insist(async () =>
        client.chat.postMessage({
          channel,
          ...drawing,
          ...(thread === undefined ? {} : { thread_ts: thread }),
          unfurl_links: false,
          unfurl_media: false,
          link_names: false,
        }),
      );
    return true;
  } catch (error) {
    failed('chat.postMessage', problemOf(error));
    return false;
  }
}

export const open = (
  event: ChatEvent,
  door: { trigger: string; respond: string },
  view: View,
  means: Answering,
  card?: Card,
): Promise<void> =>
  show(event, means, door.respond, (client) => client.views.open({ trigger_id: door.trigger, view }), card);

/**
 * Puts something on the screen. A trigger lives for three seconds: where it was too late, the person gets the `card` that
 * the window would have shown, or for a form a button that brings a new trigger; at the place of the press if it has a
 * response URL, else by a message.
 */
export async function show(
  event: ChatEvent,
  means: Answering,
  respond: string,
  put: (client: WebClient) => Promise<unknown>,
  card?: Card,
): Promise<void> {
  const { client, failed, say, picture } = means;
  try {
    if (!client) throw new Error('not installed');
    await put(client);
  } catch (error) {
    failed('views', problemOf(error));
    const instead = card ?? openAgain(event, say);
    if (respond === '') await post(means, event.who.account, instead);
    else for (const page of drawMessage(instead, picture)) await tell(means, respond, besides(page));
  }
}

/**
 * What can be a verb and its one word (`history`) travels as the button's value, so that the same opens as was asked for.
 * Anything longer is somebody's own words, which no button may carry.
 */
function verbIn({ verb, words }: CommandUsed): string {
  const given = words.trim().split(/\s+/).filter(Boolean);
  const room = verb === '' ? 2 : 1;
  const head = given.length > room ? given.slice(0, room - 1) : given;
  return head.every((word) => /^[\p{L}-]{1,30}$/u.test(word)) ? head.join(' ') : '';
}

function openAgain(event: ChatEvent, say: Speaker): Card {
  const again =
    event.kind === 'button-pressed'
      ? { press: event.press, value: event.value }
      : event.kind === 'command-used'
        ? { press: `do.${event.verb}`, value: verbIn(event) }
        : { press: 'do.help' };
  return openCard('slack.open-again', say, say('any.open-again'), { ...again, label: say('any.open') });
}

export async function publish(
  event: ChatEvent,
  card: Card,
  { client, picture, failed }: Answering,
): Promise<void> {
  try {
    await client?.views.publish({ user_id: event.who.account, view: drawHome(card, picture) });
  } catch (error) {
    failed('views.publish', problemOf(error));
  }
}
