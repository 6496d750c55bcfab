// What the bot itself has to say, whatever the feature: that nothing was kept, that a button is of yesterday or not theirs.

import { buttons, type Card, heading, quiet, text } from './chat/card.ts';
import type { Refusal } from './chat/check.ts';
import type { ChatEvent } from './chat/event.ts';
import { type Command, helpButton, leadOf, openCard, verbButton } from './chat/feature.ts';
import type { Answer } from './chat/message.ts';
import type { Key, Speaker } from './words/speak.ts';

/** What to say when nothing could be kept: what happened, what was kept, what to do next. */
export function regret(say: Speaker, event: ChatEvent, key: Key, values?: Record<string, string>): Answer {
  if (event.kind === 'form-sent') return { kind: 'errors', errors: { '': say(key, values) } };
  const card = {
    name: `bot.${key}`,
    summary: say(key, values),
    blocks: [text(say(key, values)), buttons(helpButton(say))],
  };
  return event.kind === 'home-opened' ? { kind: 'home', card } : { kind: 'card', card };
}

/** Stands in for what only its own door can open, or only its asker may see. `typed`: the words behind the verb. */
export function openPrivately(say: Speaker, command: Command, typed: string, inPrivate: boolean): Card {
  const words = say(inPrivate ? 'bot.open' : 'bot.open-privately');
  const { verb, label } = command;
  return openCard('bot.open', say, words, verbButton(verb, say(label), 'primary', leadOf(command, typed)));
}

/** A form that was sent twice was kept once: say so. Anything else was answered the first time. */
export function repeated(say: Speaker, event: ChatEvent): Answer {
  if (event.kind !== 'form-sent') return { kind: 'nothing' };
  return {
    kind: 'replace',
    card: {
      name: 'bot.kept-already',
      summary: say('bot.kept-already'),
      blocks: [heading(say('bot.kept-already')), buttons(helpButton(say))],
    },
  };
}

/** A button or form of an older version: it does nothing, and says so. */
export function gone(say: Speaker, event: ChatEvent): Answer {
  const words = say('bot.gone');
  if (event.kind === 'form-sent') return { kind: 'errors', errors: { '': words } };
  return {
    kind: 'card',
    card: { name: 'bot.gone', summary: words, blocks: [text(words), quiet(say('bot.gone-next'))] },
  };
}

/** Whoever pressed or sent it does not hold the role for it, or no longer. */
export const notYours = (say: Speaker): Answer => ({
  kind: 'card',
  card: { name: 'bot.not-yours', summary: say('any.not-yours'), blocks: [text(say('any.not-yours'))] },
});

export function refusalWords(say: Speaker, refusal: Refusal): string {
  switch (refusal.kind) {
    case 'empty':
      return say('refused.empty');
    case 'too-short':
      return say('refused.too-short', { least: refusal.least });
    case 'too-long':
      return say('refused.too-long', { most: refusal.most, sent: refusal.sent });
    case 'unreadable':
      return say('refused.unreadable');
    case 'not-offered':
      return say('refused.not-offered');
    case 'not-a-number':
      return say('refused.not-a-number');
    case 'not-whole':
      return say('refused.not-whole');
    case 'too-small':
      return say('refused.too-small', { least: refusal.least });
    case 'too-large':
      return say('refused.too-large', { most: refusal.most });
    case 'not-a-date':
      return say('refused.not-a-date');
    case 'not-a-time':
      return say('refused.not-a-time');
  }
}
