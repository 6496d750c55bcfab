// Outcome → what goes back by the door that the event came in by: in the acknowledgement itself where Slack reads it
// there, else by a call right after it.
import type { WebClient } from '@slack/web-api';
import { type Card, type Chart, text } from '../../src/chat/card.ts';
import type { ChatEvent } from '../../src/chat/event.ts';
import { verbButton } from '../../src/chat/feature.ts';
import type { Answer, Outcome } from '../../src/chat/message.ts';
import type { Speaker } from '../../src/words/speak.ts';
import { type Drawing, drawForm, drawHome, drawMessage, drawReading } from './draw.ts';
import type { Door, Heard } from './read.ts';
import { problemOf } from './send.ts';

/** `body` goes into the acknowledgement; `after` follows it. `again` asks Slack to deliver the same once more. */
export type Reply = { body?: object; again?: true; after?: () => Promise<void> };

export type Answering = {
  /** Undefined where the workspace is not installed: then only the acknowledgement can answer. */
  client: WebClient | undefined;
  picture: (chart: Chart) => string | undefined;
  say: Speaker;
  respond: (url: string, body: object) => Promise<void>;
  failed: (call: string, problem: string) => void;
};

const privately = (drawing: Drawing): object => ({ response_type: 'ephemeral', ...drawing });
const besides = (drawing: Drawing): object => ({ ...privately(drawing), replace_original: false });

export function replyTo({ event, door }: Heard, outcome: Outcome, means: Answering): Reply {
  const { answer } = outcome;
  switch (door.kind) {
    case 'command':
      return replyToCommand(event, door, answer, means);
    case 'press':
      return replyToPress(event, door, answer, means);
    case 'view-press':
      return replyInView(door, answer, means);
    case 'form':
      return replyToForm(door, answer, means);
    case 'said':
      return {
        ...again(outcome),
        ...(outcome.kind !== 'not-kept' && answer.kind === 'card'
          ? { after: () => postDirectly(door, answer.card, means) }
          : {}),
      };
    case 'home':
      return {
        ...again(outcome),
        ...(answer.kind === 'home' || answer.kind === 'card'
          ? { after: () => publish(event, answer.card, means) }
          : {}),
      };
    case 'none':
      return again(outcome);
  }
}

/** Slack delivers an event again that is refused; nothing else. */
const again = (outcome: Outcome): Reply => (outcome.kind === 'not-kept' ? { again: true } : {});

/** The first page travels in the acknowledgement, which needs no token and no second request. */
function replyToCommand(
  event: ChatEvent,
  door: Door & { kind: 'command' },
  answer: Answer,
  means: Answering,
): Reply {
  switch (answer.kind) {
    case 'card':
    case 'replace': {
      const [first, ...rest] = drawMessage(answer.card, means.picture);
      if (!first) return {};
      return {
        body: privately(first),
        ...(rest.length > 0
          ? {
              after: async () => {
                for (const page of rest) await tell(means, door.respond, privately(page));
              },
            }
          : {}),
      };
    }
    case 'form':
      return { after: () => open(event, door, drawForm(answer.form, means.picture), means) };
    case 'errors':
      return { body: privately(inWords(Object.values(answer.errors).join(' '))) };
    case 'home':
    case 'nothing':
      return {};
  }
}

function replyToPress(
  event: ChatEvent,
  door: Door & { kind: 'press' },
  answer: Answer,
  means: Answering,
): Reply {
  switch (answer.kind) {
    case 'card':
    case 'replace': {
      const pages = drawMessage(answer.card, means.picture);
      const replace = answer.kind === 'replace';
      // The home view has no response URL: what is asked there opens over it.
      if (door.respond === '')
        return {
          after: () =>
            open(event, door, drawReading(answer.card, means.say('any.close'), means.picture), means),
        };
      return {
        after: async () => {
          for (const [index, page] of pages.entries())
            // What stands there keeps its kind: a message that everybody in the talk sees stays one.
            await tell(
              means,
              door.respond,
              replace && index === 0 ? { ...page, replace_original: true } : besides(page),
            );
        },
      };
    }
    case 'form':
      return { after: () => open(event, door, drawForm(answer.form, means.picture), means) };
    case 'errors':
      return {
        after: () =>
          tell(
            means,
            door.respond,
            besides(inWords(Object.values(answer.errors).join(' '))),
          ),
      };
    case 'home':
      return { after: () => publish(event, answer.card, means) };
    case 'nothing':
      return {};
  }
}

/** Inside an open form: over it where something is being typed there, else in its place. */
function replyInView(door: Door & { kind: 'view-press' }, answer: Answer, means: Answering): Reply {
  const { client, picture, say, failed } = means;
  const view =
    answer.kind === 'form'
      ? drawForm(answer.form, picture)
      : answer.kind === 'card' || answer.kind === 'replace'
        ? drawReading(answer.card, say('any.close'), picture)
        : answer.kind === 'errors'
          ? drawReading(wordsCard(Object.values(answer.errors).join(' ')), say('any.close'), picture)
          : undefined;
  if (!view || !client) return {};
  return {
    after: async () => {
      try {
        if (door.typing) await client.views.push({ trigger_id: door.trigger, view });
        else await client.views.update({ view_id: door.view, view });
      } catch (error) {
        failed(door.typing ? 'views.push' : 'views.update', problemOf(error));
      }
    },
  };
}

function replyToForm(door: Door & { kind: 'form' }, answer: Answer, means: Answering): Reply {
  switch (answer.kind) {
    case 'errors': {
      // Slack shows an error at a field only; what concerns the whole form stands at the first.
      const errors = Object.fromEntries(
        Object.entries(answer.errors).map(([field, words]) => [
          field || door.firstField,
          words.slice(0, 2_000),
        ]),
      );
      return { body: { response_action: 'errors', errors } };
    }
    case 'form':
      return { body: { response_action: 'update', view: drawForm(answer.form, means.picture) } };
    case 'card':
    case 'replace':
      return {
        body: {
          response_action: 'update',
          view: drawReading(answer.card, means.say('any.close'), means.picture),
        },
      };
    case 'home':
    case 'nothing':
      return { body: { response_action: 'clear' } };
  }
}

const wordsCard = (words: string): Card => ({ name: 'slack.words', summary: words, blocks: [text(words)] });
const inWords = (words: string): Drawing => {
  const [drawing] = drawMessage(wordsCard(words), () => undefined);
  return drawing ?? { blocks: [], text: '' };
};

/** A trigger lives for three seconds. Where it was too late, the person gets a button that brings a new one. */
async function open(
  event: ChatEvent,
  door: { trigger: string; respond: string },
  view: ReturnType<typeof drawForm>,
  means: Answering,
): Promise<void> {
  const { client, failed, say, picture } = means;
  try {
    if (!client) throw new Error('not installed');
    await client.views.open({ trigger_id: door.trigger, view });
  } catch (error) {
    failed('views.open', problemOf(error));
    if (door.respond === '') return;
    const button =
      event.kind === 'button-pressed'
        ? { press: event.press, value: event.value, label: say('any.open'), look: 'primary' as const }
        : verbButton(
            event.kind === 'command-used' ? event.verb || 'help' : 'help',
            say('any.open'),
            'primary',
          );
    const card: Card = {
      name: 'slack.open-again',
      summary: say('any.open-again'),
      blocks: [text(say('any.open-again')), { kind: 'buttons', buttons: [button] }],
    };
    for (const page of drawMessage(card, picture))
      await tell(means, door.respond, besides(page));
  }
}

async function publish(event: ChatEvent, card: Card, { client, picture, failed }: Answering): Promise<void> {
  try {
    await client?.views.publish({ user_id: event.who.account, view: drawHome(card, picture) });
  } catch (error) {
    failed('views.publish', problemOf(error));
  }
}

/** Past transaction and outbox, for what must also be said when those are gone. */
async function postDirectly(
  door: Door & { kind: 'said' },
  card: Card,
  { client, picture, failed }: Answering,
): Promise<void> {
  try {
    for (const drawing of drawMessage(card, picture))
      await client?.chat.postMessage({
        channel: door.conversation,
        ...drawing,
        ...(door.thread === undefined ? {} : { thread_ts: door.thread }),
        unfurl_links: false,
        unfurl_media: false,
        link_names: false,
      });
  } catch (error) {
    failed('chat.postMessage', problemOf(error));
  }
}

async function tell({ respond, failed }: Answering, url: string, body: object): Promise<void> {
  try {
    await respond(url, body);
  } catch (error) {
    failed('response_url', problemOf(error));
  }
}
