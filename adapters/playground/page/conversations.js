// The list at the side: where a person can talk, with how many messages are new in each.
import { make, reconcile } from './element.js';

/** By person and conversation: when the last message was that was on the screen. Kept while the page is open. */
const read = new Map();

export const markRead = (me, talk) => read.set(`${me} ${talk.id}`, talk.messages.at(-1)?.at ?? 0);

const freshIn = (me, talk) => {
  const seen = read.get(`${me} ${talk.id}`) ?? 0;
  return talk.messages.filter((one) => one.at > seen && one.from !== me).length;
};

const row = ({ id, title, note, fresh, current }, goTo) =>
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
      note ? make('span', { class: 'named' }, title, make('small', {}, note)) : title,
      fresh > 0
        ? make('span', { class: 'fresh' }, String(fresh), make('span', { class: 'unseen' }, ' new'))
        : undefined,
    ),
  );

/** `talks` in the order of the list, `section` standing above the first of its kind; `open` is the id of the open one. */
export function drawConversations(list, { me, talks, open, goTo }) {
  const rows = talks.flatMap((one, index) => [
    ...(one.section && one.section !== talks[index - 1]?.section
      ? [{ id: `section ${one.section}`, section: one.section }]
      : []),
    {
      id: one.id,
      title: one.title,
      note: one.note,
      fresh: one.id === open ? 0 : freshIn(me, one),
      current: one.id === open,
    },
  ]);
  reconcile(
    list,
    rows,
    (one) => one.id,
    (one) => (one.section ? make('li', { class: 'section-name' }, one.section) : row(one, goTo)),
  );
}
