// Business time: told by the room, and moved ahead here.
import { spoken } from './text.js';
import { send } from './wire.js';

const languages = new Intl.DisplayNames('en', { type: 'language' });

/** How far business time is ahead of this computer's clock, in ms. */
let ahead = 0;

export const told = (now) => {
  ahead = now - Date.now();
};

/** `person`: { locale, tz }. */
export function showTime(clock, { locale, tz: zone }) {
  const at = { weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' };
  const now = spoken(Date.now() + ahead, at, { locale: 'en', zone });
  clock.textContent = `${now} in ${zone.split('/').at(-1).replaceAll('_', ' ')}, ${languages.of(locale)}`;
}

/** The buttons that let time pass: `done(result)` when it has. `said` is told what goes on. */
export function makeTimeButtons(group, said, done) {
  const buttons = [...group.querySelectorAll('button')];
  for (const button of buttons)
    button.addEventListener('click', async () => {
      if (group.hasAttribute('aria-busy')) return;
      group.setAttribute('aria-busy', 'true');
      said.textContent = 'Time passes …';
      const result = await send('clock', { hours: Number(button.dataset.hours) });
      group.removeAttribute('aria-busy');
      said.textContent = result.kind === 'done' ? `${button.dataset.said} later.` : '';
      await done(result);
    });
}
