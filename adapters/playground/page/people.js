// The people of the hospital, one of whom sits here: tabs at the top of the page.
import { make } from './element.js';

export const platforms = { slack: 'Slack', teams: 'Teams' };

const initials = (name) =>
  name
    .split(/\s+/)
    .map((part) => part[0])
    .join('')
    .slice(0, 2);

/** Where there is little room the first name stands alone; it is read out whole. */
function nameOf(realName) {
  const [first, ...rest] = realName.split(' ');
  return make('strong', {}, first, make('span', { class: 'surname' }, ` ${rest.join(' ')}`));
}

/** `be(name)` is called when another person is chosen, by pointer or by arrow keys. */
export function drawPeople(list, people, me, be) {
  const tabs = people.map((one, at) =>
    make(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: `person-${one.name}`,
        class: `person person-${at}`,
        'aria-selected': String(one.name === me),
        'aria-controls': 'room',
        tabindex: one.name === me ? 0 : -1,
        onclick: () => be(one.name),
        onkeydown: (event) => {
          const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
          if (!step) return;
          event.preventDefault();
          const next = (at + step + people.length) % people.length;
          be(people[next].name);
          list.children[next].focus();
        },
      },
      make('span', { class: 'face', 'aria-hidden': 'true' }, initials(one.realName)),
      make(
        'span',
        { class: 'who' },
        nameOf(one.realName),
        ' ',
        make('small', { class: 'work' }, `${one.work} `),
        make(
          'span',
          { class: 'on' },
          one.seats.map(({ platform }) =>
            make('small', { class: `on-${platform}` }, `${platforms[platform]} `),
          ),
        ),
      ),
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

/** `people`: { id, realName, at }, `at` being the place among the tabs. */
export const faceOf = (people, bot, id) => {
  if (id === bot.id) return make('img', { class: 'face', src: '/playground/page/lamp.svg', alt: '' });
  const person = people.find((one) => one.id === id);
  return make(
    'span',
    { class: `face person-${person?.at}`, 'aria-hidden': 'true' },
    initials(person?.realName ?? '?'),
  );
};
