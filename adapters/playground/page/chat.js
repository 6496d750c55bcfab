// Draws a conversation of Teams: a chat as bubbles, a channel as posts with their replies.
import { drawCard } from './cards.js';
import { make, reconcile } from './element.js';
import { markdown } from './markdown.js';
import { spoken } from './text.js';

const dayAndTime = { weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' };

/** Each way in which somebody is called in the text, and how it is shown. */
const callsIn = (message, look) => [
  ...(message.mentions ?? []).map(({ text, name }) => [text, `@${name}`]),
  ...(!look.isDirect && message.from !== look.bot ? [[`@${look.botName}`, `@${look.botName}`]] : []),
];

/** What was typed, with a name standing out where it calls somebody. */
const plain = (text, calls) =>
  calls.reduce(
    (parts, [written, shown]) =>
      parts.flatMap((part) =>
        typeof part === 'string'
          ? part
              .split(written)
              .flatMap((piece, index) =>
                index === 0 ? [piece] : [make('span', { class: 'mention' }, shown), piece],
              )
          : [part],
      ),
    [text],
  );

const marks = /[\\`*_{}[\]()#+\-.!<>&~|]/g;

function words(message, look) {
  if (message.text === '') return undefined;
  const calls = callsIn(message, look);
  if (message.format === 'plain')
    return make('p', { class: 'typed', dir: 'auto' }, plain(message.text, calls));
  const text = calls.reduce(
    (all, [written, shown]) => all.replaceAll(written, () => shown.replaceAll(marks, '\\$&')),
    message.text,
  );
  return make('div', { class: 'words', dir: 'auto' }, markdown(text));
}

/** What the app said to a press stands where the card was, or below it where the card is still there. */
const content = (message, look) => [
  words(message, look),
  message.card ? drawCard(message.card, look.sceneOf(message)) : undefined,
  message.words === undefined
    ? undefined
    : make('div', { class: 'words answer', dir: 'auto' }, markdown(message.words)),
];

function article(message, look) {
  const { locale, zone } = look;
  const name = look.nameOf(message.from);
  const isMine = message.from === look.me;
  const when = make(
    'time',
    { datetime: new Date(message.at).toISOString() },
    spoken(message.at, dayAndTime, { locale, zone }),
  );
  return make(
    'article',
    {
      class: 'message',
      tabindex: -1,
      'data-ts': message.id,
      'data-mine': isMine && !look.isChannel,
      'data-card': message.card !== undefined,
      'aria-label': name,
    },
    look.faceOf(message.from),
    make(
      'div',
      { class: 'said' },
      make(
        'p',
        { class: 'byline' },
        make('strong', {}, name),
        message.from === look.bot ? make('span', { class: 'badge' }, 'App') : undefined,
        ' ',
        when,
        message.edited ? make('span', { class: 'edited' }, ' edited') : undefined,
      ),
      make('div', { class: 'content bubble', lang: locale }, content(message, look)),
    ),
  );
}

function post(message, look) {
  return make(
    'section',
    { class: 'post', 'aria-label': `Post of ${look.nameOf(message.from)}`, tabindex: -1 },
    make('div', { class: 'begun' }),
    make('div', { class: 'replies' }),
    make('button', { type: 'button', class: 'quiet', onclick: () => look.reply(message) }, 'Reply'),
  );
}

const byId = (message) => message.id;

/** `look`: { me, bot, botName, locale, zone, isDirect, isChannel, nameOf, faceOf, sceneOf(message), reply(message) }. */
export function drawChat(inside, messages, look) {
  inside.toggleAttribute('data-empty', messages.length === 0);
  if (!look.isChannel) {
    reconcile(inside, messages, byId, (message) => article(message, look));
    return;
  }
  const roots = messages.filter((one) => !messages.some((other) => other.id === one.replyTo));
  // A reply does not draw its post anew: what stands in the fields of a card stays.
  reconcile(
    inside,
    roots.map(({ id, from }) => ({ id, from })),
    byId,
    (root) => post(root, look),
  );
  roots.forEach((root, index) => {
    const [begun, replies] = inside.children[index].children;
    reconcile(begun, [root], byId, (message) => article(message, look));
    reconcile(
      replies,
      messages.filter((one) => one.replyTo === root.id),
      byId,
      (message) => article(message, look),
    );
  });
}
