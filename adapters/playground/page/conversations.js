// The list at the side: Home, the talk with the bot, the channels; with how many messages are new in each.
import { make, reconcile } from './element.js';

/** By person and conversation: the last message that was on the screen. Kept while the page is open. */
const read = new Map();

export const markRead = (me, talk) => read.set(`${me} ${talk.id}`, talk.messages.at(-1)?.ts ?? '');

const freshIn = (me, talk) => {
  const seen = read.get(`${me} ${talk.id}`) ?? '';
  return talk.messages.filter((one) => one.ts > seen && one.user !== me).length;
};

const row = ({ id, name, fresh, current }, goTo) =>
  make(
    'li',
    { tabindex: -1 },
    make(
      'button',
      {
        type: 'button',
        'data-key': id,
        'aria-current': current ? 'page' : undefined,
        onclick: () => goTo(id),
      },
      name,
      fresh > 0
        ? make('span', { class: 'fresh' }, String(fresh), make('span', { class: 'unseen' }, ' new'))
        : undefined,
    ),
  );

/** `talks` in the order of the list; `open` is the id of the one that is open, or `home`. */
export function drawConversations(list, { me, talks, open, titleOf, goTo }) {
  const rows = [
    { id: 'home', name: 'Home', fresh: 0 },
    ...talks.map((one) => ({
      id: one.id,
      name: titleOf(one),
      fresh: one.id === open ? 0 : freshIn(me, one),
    })),
  ].map((one) => ({ ...one, current: one.id === open }));
  reconcile(
    list,
    rows,
    (one) => one.id,
    (one) => row(one, goTo),
  );
}
