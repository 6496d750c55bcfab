// Two persons side by side: the page twice, each in a frame of its own, so that a window over one leaves the other free.
import { make } from './element.js';

const at = (id) => document.getElementById(id);
const asked = new URLSearchParams(location.search);
const isPane = asked.has('pane') && window.parent !== window;

/** Whoever sits in the second frame: `?beside=#…` holds their place as the hash does for the first. */
const addressOf = (first, second) => `/?beside=${encodeURIComponent(second)}${first}`;

/** What stands beside somebody in Slack is somebody in Teams, and the other way round. */
const opposite = { slack: '#/theo.lindqvist/lamplight', teams: '#/amara.bello/lamplight' };

function pane(name, address) {
  const frame = make('iframe', { class: 'pane', name, title: `${name} person`, src: `/?pane${address}` });
  return frame;
}

/** Draws the two frames where the address asks for them; false where one person sits here alone. */
export function sitBeside() {
  const button = at('panes');
  const second = asked.get('beside');
  document.body.toggleAttribute('data-pane', isPane);
  // The page around two panes has these for both.
  button.parentElement.hidden = isPane;
  if (isPane) {
    // Read as one page, each landmark has a name of its own.
    at('desk').setAttribute('aria-label', `${window.name} person`);
    for (const part of document.querySelectorAll('nav'))
      part.setAttribute(
        'aria-label',
        `${part.getAttribute('aria-label')} (${window.name.toLowerCase()} person)`,
      );
    at('talk').removeAttribute('aria-labelledby');
    at('talk').setAttribute('aria-label', `Talk of the ${window.name.toLowerCase()} person`);
  }
  if (second === null || isPane) {
    button.addEventListener('click', () => {
      location.assign(addressOf(location.hash, opposite[document.body.dataset.platform]));
    });
    return false;
  }
  const held = { First: location.hash, Second: second };
  at('try').hidden = true;
  button.setAttribute('aria-pressed', 'true');
  button.addEventListener('click', () => location.assign(`/${held.First}`));
  at('desk').replaceWith(
    make(
      'main',
      { class: 'panes', 'aria-label': 'Two persons' },
      pane('First', held.First),
      pane('Second', held.Second),
    ),
  );
  window.addEventListener('settled', ({ detail }) => {
    held[detail.pane] = detail.address;
    history.replaceState(undefined, '', addressOf(held.First, held.Second));
  });
  return true;
}

/** Lets the page around this one know who sits where, for its own address. */
export function toldBeside(address) {
  if (!isPane) return;
  window.parent.dispatchEvent(
    new window.parent.CustomEvent('settled', { detail: { pane: window.name, address } }),
  );
}
