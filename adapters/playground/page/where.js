// The bar above the room: which client this is, and for whoever has an account in both, the way to the other.
import { make, reconcile } from './element.js';
import { platforms } from './people.js';

/** `mine`: the account at which somebody sits; `seats`: all accounts of that person. `be(id)` goes to another. */
export function drawWhere(bar, { client, mine: { id, name, platform }, seats }, be) {
  document.body.dataset.platform = platform;
  const seatButton = (seat) =>
    make(
      'button',
      {
        type: 'button',
        'data-key': seat.platform,
        'aria-pressed': String(seat.id === id),
        onclick: () => seat.id !== id && be(seat.id),
      },
      platforms[seat.platform],
    );
  reconcile(
    bar,
    [{ name, platform, seats }],
    () => 'where',
    () =>
      make(
        'div',
        { class: 'where-inside', tabindex: -1 },
        make('p', {}, make('strong', {}, client), ' ', make('span', {}, 'pretend')),
        seats.length > 1
          ? make('div', { role: 'group', 'aria-label': 'Account' }, seats.map(seatButton))
          : undefined,
      ),
  );
}
