// The people of the hospital, one of whom sits here: a list at the side, or behind a button where there is no room for it.
import { make } from './element.js';

export const platforms = { slack: 'Slack', teams: 'Teams' };
const colours = 6;

const initials = (name) =>
  name
    .split(/\s+/)
    .map((part) => part[0])
    .join('')
    .slice(0, 2);

/** Letters alone: who types in a hurry leaves accents out. */
const bare = (words) => words.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

const marks = (seats) =>
  make(
    'span',
    { class: 'on' },
    seats.map(({ platform }) => make('small', { class: `on-${platform}` }, platforms[platform])),
  );

const inside = ({ realName, work, seats }, at) => [
  make('span', { class: `face person-${at % colours}`, 'aria-hidden': 'true' }, initials(realName)),
  make(
    'span',
    { class: 'who' },
    make('strong', {}, realName),
    ' ',
    make('small', { class: 'work' }, work),
    ' ',
    marks(seats),
  ),
];

/** `parts`: { chooser, list, filter, nobody, me }. `be(name)` is called when another person is chosen. */
export function makePeople({ chooser, list, filter, nobody, me }, be) {
  let people = [];

  function open(isOpen) {
    chooser.toggleAttribute('data-open', isOpen);
    me.setAttribute('aria-expanded', String(isOpen));
  }

  const rows = () => [...list.querySelectorAll('button')];
  const shown = () => rows().filter((row) => !row.closest('li').hidden);

  function sift() {
    const wanted = bare(filter.value.trim());
    for (const row of rows()) row.closest('li').hidden = !bare(row.textContent).includes(wanted);
    for (const group of list.children) group.hidden = !group.querySelector('li:not([hidden])');
    nobody.textContent = shown().length === 0 ? 'Nobody here is called that.' : '';
  }

  function choose(name) {
    const wasOpen = chooser.hasAttribute('data-open');
    open(false);
    if (wasOpen) me.focus();
    be(name);
  }

  const person = (one) =>
    make(
      'li',
      {},
      make(
        'button',
        {
          type: 'button',
          id: `person-${one.name}`,
          class: 'person',
          'aria-pressed': 'false',
          onclick: () => choose(one.name),
        },
        inside(one, people.indexOf(one)),
      ),
    );

  me.addEventListener('click', () => {
    open(!chooser.hasAttribute('data-open'));
    if (chooser.hasAttribute('data-open')) filter.focus();
  });
  chooser.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && chooser.hasAttribute('data-open')) {
      open(false);
      me.focus();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.target === me) return;
    event.preventDefault();
    const all = shown();
    const at = all.indexOf(document.activeElement) + step;
    (at < 0 ? filter : all[Math.min(at, all.length - 1)])?.focus();
  });
  filter.addEventListener('input', sift);
  filter.addEventListener('keydown', (event) => {
    const [first] = shown();
    if (event.key !== 'Enter' || !first) return;
    event.preventDefault();
    first.click();
  });

  return {
    draw(all) {
      people = all;
      const groups = [...new Set(all.map(({ group }) => group))];
      list.replaceChildren(
        ...groups.map((group) =>
          make(
            'li',
            { class: 'group' },
            make('h2', {}, group),
            make('ul', {}, all.filter((one) => one.group === group).map(person)),
          ),
        ),
      );
      sift();
    },
    /** Marks who sits here, without drawing anew: the focus stays. */
    mark(name) {
      for (const row of rows()) row.setAttribute('aria-pressed', String(row.id === `person-${name}`));
      const mine = people.find((one) => one.name === name);
      me.replaceChildren(
        ...inside(mine, people.indexOf(mine)),
        make('span', { class: 'change' }, 'Be somebody else'),
      );
    },
  };
}

/** `people`: { id, realName, at }, `at` being the place among all. */
export const faceOf = (people, bot, id) => {
  if (id === bot.id) return make('img', { class: 'face', src: '/playground/page/lamp.svg', alt: '' });
  const person = people.find((one) => one.id === id);
  return make(
    'span',
    { class: `face person-${(person?.at ?? 0) % colours}`, 'aria-hidden': 'true' },
    initials(person?.realName ?? '?'),
  );
};
