// A transaction that one event has to itself. Events of one workspace share transactions; what reaches beyond its own
// organisation must not be seen, or undone, by anybody else's.
import type { Transaction } from './connect.ts';

const mark = Symbol('alone');

/** Proof that nobody else's event is in this transaction. `moved` is to be told that rows change their organisation. */
export type Alone = { readonly tx: Transaction; moved(): void; readonly [mark]: true };

/** Throws where more than one event is in `tx`: the bot then runs each of them again by itself. */
export function standAlone(tx: Transaction, events: number, moved: () => void): Alone {
  if (events > 1) throw new Error('this must be alone in its transaction');
  return { tx, moved, [mark]: true };
}
