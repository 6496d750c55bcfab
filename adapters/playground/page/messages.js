// Draws one conversation: its messages, each with its replies beneath it.
import { blocksOf, plainMessage } from './blocks.js';
import { make } from './element.js';
import { spoken } from './text.js';

const dayAndTime = { weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' };

/** Items for drawing: those that begin something, each with its replies. A reply without its beginning stands alone. */
export function threads(messages) {
  const begun = new Map();
  const items = [];
  for (const message of messages) {
    const parent = message.thread_ts === message.ts ? undefined : begun.get(message.thread_ts);
    if (parent) {
      parent.replies.push(message);
      continue;
    }
    const item = { message, replies: [] };
    begun.set(message.ts, item);
    items.push(item);
  }
  return items;
}

function article(message, look, more) {
  const { scene, bot } = look;
  const name = scene.nameOf(message.user);
  const at = Number(message.ts) * 1000;
  const when = make('time', { datetime: new Date(at).toISOString() }, spoken(at, dayAndTime, scene));
  return make(
    'article',
    {
      class: 'message',
      tabindex: -1,
      'data-ts': message.ts,
      'data-ephemeral': message.ephemeral,
      'aria-label': message.ephemeral ? `${name}, only visible to you` : name,
    },
    look.face(message.user),
    make(
      'div',
      { class: 'said' },
      make(
        'p',
        { class: 'byline' },
        make('strong', {}, name),
        message.user === bot ? make('span', { class: 'badge' }, 'App') : undefined,
        ' ',
        when,
        message.edited ? make('span', { class: 'edited' }, ' edited') : undefined,
      ),
      message.ephemeral ? make('p', { class: 'only-you' }, 'Only visible to you') : undefined,
      make(
        'div',
        { class: 'content', lang: scene.locale },
        message.blocks.length > 0 ? blocksOf(message.blocks, scene) : plainMessage(message.text, scene),
      ),
      more,
    ),
  );
}

/** `look`: { bot, face(user), sceneOf(message), reply(message) }. */
export function drawThread({ message, replies }, look) {
  const one = (said, more) => article(said, { ...look, scene: look.sceneOf(said) }, more);
  const answer = message.ephemeral
    ? undefined
    : make(
        'button',
        {
          type: 'button',
          class: 'quiet',
          'aria-label': 'Reply in thread',
          onclick: () => look.reply(message),
        },
        'Reply',
      );
  const below =
    replies.length > 0
      ? make(
          'div',
          { class: 'replies' },
          replies.map((said) => one(said)),
        )
      : undefined;
  return one(message, [below, answer]);
}
