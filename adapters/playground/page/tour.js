// Three things to try, for whoever sits here for the first time. Each is ticked when it was really done.
import { make } from './element.js';

/** `done` looks at all that the person sees. */
const steps = [
  {
    who: '#/amara.bello/lamplight',
    person: 'amara.bello',
    type: '/checkin',
    title: 'Check in',
    text: 'As Amara, a nurse in Slack: send /checkin, say how you are, and keep it.',
    done: (seen) => seen.includes('checkins.more') || seen.includes('checkins.offers'),
  },
  {
    who: '#/theo.lindqvist/lamplight',
    person: 'theo.lindqvist',
    type: 'helpnow',
    title: 'Get help now',
    text: 'As Theo, a resident in Teams: send helpnow, and choose your country.',
    done: (seen) => seen.includes('help.countries'),
  },
  {
    who: '#/ruth.kaplan/lamplight',
    person: 'ruth.kaplan',
    type: '/lamp admin',
    title: 'Run the programme',
    text: 'As Ruth, who coordinates: send /lamp admin, and see what needs you today.',
    done: (seen) => seen.includes('do.admin'),
  },
];

const place = 'lamplight-tour';
const kept = () => {
  try {
    return JSON.parse(localStorage.getItem(place) ?? '{}');
  } catch {
    return {};
  }
};

/** `go(address, words)` sits down there and leaves the words in the box, unsent. */
export function makeTour({ panel, button, go }) {
  // Where there is little room it waits to be asked for.
  let state = { done: [], closed: matchMedia('(max-width: 48rem)').matches, ...kept() };

  function keep(change) {
    state = { ...state, ...change };
    try {
      localStorage.setItem(place, JSON.stringify(state));
    } catch {
      // A browser that keeps nothing shows the tour again.
    }
    draw();
  }

  const step = ({ who, type, title, text }, at) => {
    const isDone = state.done.includes(at);
    return make(
      'li',
      { 'data-done': isDone },
      make('strong', {}, isDone ? `✓ ${title} (done)` : title),
      make('p', {}, text),
      make('button', { type: 'button', onclick: () => go(who, type) }, 'Take me there'),
    );
  };

  function draw() {
    panel.hidden = state.closed;
    button.setAttribute('aria-expanded', String(!state.closed));
    panel.replaceChildren(
      make(
        'div',
        { class: 'tour-top' },
        make('h2', {}, 'Three things to try'),
        make('button', { type: 'button', class: 'quiet', onclick: close }, 'Close'),
      ),
      make('ol', {}, steps.map(step)),
    );
  }

  function close() {
    keep({ closed: true });
    button.focus();
  }

  button.addEventListener('click', () => keep({ closed: !state.closed }));
  draw();
  return {
    /** `name`: who sits here. */
    look(name, seen) {
      const text = JSON.stringify(seen);
      const done = steps.flatMap(({ person, done }, at) => (person === name && done(text) ? [at] : []));
      if (done.some((at) => !state.done.includes(at))) keep({ done: [...new Set([...state.done, ...done])] });
    },
  };
}
