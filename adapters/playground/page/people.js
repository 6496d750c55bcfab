// The three persons, one of whom sits here: tabs at the top of the page.
import { make } from './element.js';

const initials = (name) =>
  name
    .split(/\s+/)
    .map((part) => part[0])
    .join('')
    .slice(0, 2);

/** `be(id)` is called when another person is chosen, by pointer or by arrow keys. */
export function drawPeople(list, people, me, be) {
  const tabs = people.map((one, at) =>
    make(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: `person-${one.id}`,
        class: `person person-${at}`,
        'aria-selected': String(one.id === me),
        'aria-controls': 'room',
        tabindex: one.id === me ? 0 : -1,
        onclick: () => be(one.id),
        onkeydown: (event) => {
          const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
          if (!step) return;
          event.preventDefault();
          const next = (at + step + people.length) % people.length;
          be(people[next].id);
          list.children[next].focus();
        },
      },
      make('span', { class: 'face', 'aria-hidden': 'true' }, initials(one.realName)),
      make('span', { class: 'who' }, make('strong', {}, one.realName), ' ', make('small', {}, one.work)),
    ),
  );
  list.replaceChildren(...tabs);
}

/** Marks who sits here, without drawing anew: the focus stays. */
export function markPerson(list, me) {
  for (const tab of list.children) {
    const mine = tab.id === `person-${me}`;
    tab.setAttribute('aria-selected', String(mine));
    tab.tabIndex = mine ? 0 : -1;
  }
}

export const faceOf = (people, bot, id) => {
  const at = people.findIndex((one) => one.id === id);
  if (id === bot.id) return make('img', { class: 'face', src: '/playground/page/lamp.svg', alt: '' });
  return make(
    'span',
    { class: `face person-${at}`, 'aria-hidden': 'true' },
    initials(people[at]?.realName ?? '?'),
  );
};
