// Outcome → what goes back by the door that the event came in by: in the acknowledgement itself where Slack reads it
// there, else by a call right after it.
import { type Card, text } from '../../src/chat/card.ts';
import type { ChatEvent } from '../../src/chat/event.ts';
import type { Answer, Outcome } from '../../src/chat/message.ts';
import { type Drawing, drawForm, drawMessage, drawReading } from './draw.ts';
import { type Answering, besides, open, privately, publish, show, tell } from './reach.ts';
import type { Door, Heard } from './read.ts';

/** `body` goes into the acknowledgement; `after` follows it. `again` asks Slack to deliver the same once more. */
export type Reply = { body?: object; again?: true; after?: () => Promise<void> };

export function replyTo({ event, door }: Heard, outcome: Outcome, means: Answering): Reply {
  const { answer } = outcome;
  switch (door.kind) {
    case 'command':
      return replyToCommand(event, door, answer, means);
    case 'press':
      return replyToPress(event, door, answer, means);
    case 'view-press':
      return replyInView(event, door, answer, means);
    case 'form':
      return replyToForm(door, answer, means);
    case 'said':
    case 'none':
      return again(outcome);
    case 'home':
      return {
        ...again(outcome),
        ...(answer.kind === 'home' || answer.kind === 'card'
          ? { after: () => publish(event, answer.card, means) }
          : {}),
      };
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
    case 'form': {
      const view = drawForm(answer.form, means.picture);
      return { after: () => open(event, door, view, means) };
    }
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
      const replace = answer.kind === 'replace' && !door.shared;
      // The home view has no response URL: what is asked there opens over it.
      if (door.respond === '') {
        const view = drawReading(answer.card, means.say('any.close'), means.picture);
        return { after: () => open(event, door, view, means, answer.card) };
      }
      return {
        after: async () => {
          // What stands there keeps its kind: a message that everybody in the talk sees stays one.
          for (const [index, page] of pages.entries())
            await tell(
              means,
              door.respond,
              replace && index === 0 ? { ...page, replace_original: true } : besides(page),
            );
        },
      };
    }
    case 'form': {
      const view = drawForm(answer.form, means.picture);
      return { after: () => open(event, door, view, means) };
    }
    case 'errors':
      return {
        after: () => tell(means, door.respond, besides(inWords(Object.values(answer.errors).join(' ')))),
      };
    case 'home':
      return { after: () => publish(event, answer.card, means) };
    case 'nothing':
      return {};
  }
}

/** Inside an open form: over it where something is being typed there, else in its place. */
function replyInView(
  event: ChatEvent,
  door: Door & { kind: 'view-press' },
  answer: Answer,
  means: Answering,
): Reply {
  const { picture, say } = means;
  const card =
    answer.kind === 'card' || answer.kind === 'replace'
      ? answer.card
      : answer.kind === 'errors'
        ? wordsCard(Object.values(answer.errors).join(' '))
        : undefined;
  const view =
    answer.kind === 'form'
      ? drawForm(answer.form, picture)
      : card && drawReading(card, say('any.close'), picture);
  if (!view) return {};
  return {
    after: () =>
      show(
        event,
        means,
        '',
        async (client) => {
          if (door.typing) await client.views.push({ trigger_id: door.trigger, view });
          else await client.views.update({ view_id: door.view, view });
        },
        card,
      ),
  };
}

function replyToForm(door: Door & { kind: 'form' }, answer: Answer, means: Answering): Reply {
  switch (answer.kind) {
    case 'errors': {
      // Slack shows an error at a field only; what concerns the whole form stands at the first. A form without a field has
      // nothing typed in it that could be lost.
      if (answer.errors[''] !== undefined && door.firstField === '')
        return replyToForm(door, { kind: 'replace', card: wordsCard(answer.errors['']) }, means);
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
