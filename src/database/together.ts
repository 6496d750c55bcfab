// What handlers of one transaction ask for within the same turn becomes one statement.
// Each caller still waits for its own row, and gets its own.
import type { Transaction } from './connect.ts';

/** Wraps `all`, which answers a list in its order, into a function of one. `all` must be all or nothing, as one statement is. */
export function together<In, Out>(
  all: (tx: Transaction, list: readonly In[]) => Promise<readonly Out[]>,
): (tx: Transaction, one: In) => Promise<Out> {
  const waiting = new WeakMap<Transaction, { list: In[]; answers: Promise<readonly Out[]> }>();
  return async (tx, one) => {
    let open = waiting.get(tx);
    if (!open) {
      const list: In[] = [];
      const answers = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
        waiting.delete(tx);
        return all(tx, list);
      });
      open = { list, answers };
      waiting.set(tx, open);
    }
    const place = open.list.push(one) - 1;
    const answer = (await open.answers)[place];
    if (answer === undefined) throw new Error('a shared statement left a row unanswered');
    return answer;
  };
}
