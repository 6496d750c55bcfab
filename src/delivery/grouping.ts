// Lets events of one workspace share a transaction: those that arrive while one commits, or while the next begins, go together.
// One person's events never share one, and never overtake each other within this process.

type Line<Item> = {
  waiting: Item[];
  running: number;
  /** The group that has begun last, as long as others may still come into it. */
  gathering?: Item[] | undefined;
  people: Set<string>;
  /** When the latest group began, in ms of this process. */
  began: number;
  isDue: boolean;
  /** Goes off when the next group may begin though nothing has happened. */
  timer?: NodeJS.Timeout;
};

export type Grouping<Item> = {
  /** `key` names the line, `person` whose event it is. */
  add(key: string, item: Item): void;
  /** Waits until every line is empty. */
  settle(): Promise<void>;
};

/** Enough to share a commit among everybody who waits, few enough that nobody waits long for the others. */
const mostTogether = 128;
const mostAtOnce = 3;

type Waits = {
  /** Groups begin at least so far apart, in ms: many events cost little more than one, and nobody notices such a wait. */
  apartMs: number;
  /**
   * One group gathers while another is at work: the fuller it is, the less each event costs. But what takes longer than this,
   * in ms, holds nobody up: the next group goes beside it.
   */
  patienceMs: number;
};
const usualWaits: Waits = { apartMs: 5, patienceMs: 25 };
/** So many wait for nobody: a group is read and answered here while another is with the database. */
const fullEnough = 48;

/**
 * `run` must not throw: it has told each item its outcome when it returns. By `gather` whoever has come since the group began
 * comes into it, once: what is slow to begin is shared by more.
 */
export function makeGrouping<Item>(
  personOf: (item: Item) => string,
  run: (group: readonly Item[], gather: () => void) => Promise<void>,
  { apartMs, patienceMs } = usualWaits,
): Grouping<Item> {
  // A line stays when it is empty: there are as many as workspaces.
  const lines = new Map<string, Line<Item>>();
  const busy = new Set<Promise<void>>();

  /** Fills the group up with those who wait. */
  function take(line: Line<Item>, group: Item[]): void {
    const left: Item[] = [];
    const skipped = new Set<string>();
    for (const [place, item] of line.waiting.entries()) {
      if (group.length === mostTogether) {
        left.push(...line.waiting.slice(place));
        break;
      }
      const person = personOf(item);
      if (line.people.has(person) || skipped.has(person)) {
        skipped.add(person);
        left.push(item);
      } else {
        line.people.add(person);
        group.push(item);
      }
    }
    line.waiting = left;
  }

  /** After all that this turn brings: whoever arrives in one breath goes in one group, not the first of them alone. */
  function pumpSoon(key: string, line: Line<Item>): void {
    if (line.isDue) return;
    line.isDue = true;
    setImmediate(() => {
      line.isDue = false;
      pump(key, line);
    });
  }

  function pump(key: string, line: Line<Item>): void {
    clearTimeout(line.timer);
    if (line.waiting.length === 0 || line.running === mostAtOnce) return;
    const wait = line.began + (line.running === 0 ? apartMs : patienceMs) - performance.now();
    if (wait > 0 && (line.gathering || line.waiting.length < fullEnough)) {
      line.timer = setTimeout(() => pump(key, line), wait);
      return;
    }
    const group: Item[] = [];
    take(line, group);
    if (group.length > 0) begin(key, line, group);
  }

  function begin(key: string, line: Line<Item>, group: Item[]): void {
    line.running += 1;
    line.began = performance.now();
    line.gathering = group;
    const close = (): void => {
      if (line.gathering === group) line.gathering = undefined;
      pumpSoon(key, line);
    };
    const gather = (): void => {
      if (line.gathering === group) take(line, group);
      close();
    };
    const work = run(group, gather).finally(() => {
      line.running -= 1;
      for (const item of group) line.people.delete(personOf(item));
      busy.delete(work);
      close();
    });
    busy.add(work);
    pump(key, line);
  }

  return {
    add(key, item) {
      let line = lines.get(key);
      if (!line) {
        line = {
          waiting: [],
          running: 0,
          people: new Set(),
          began: Number.NEGATIVE_INFINITY,
          isDue: false,
        };
        lines.set(key, line);
      }
      line.waiting.push(item);
      pumpSoon(key, line);
    },
    async settle() {
      while ([...lines.values()].some(({ waiting, running }) => waiting.length > 0 || running > 0)) {
        await Promise.all(busy);
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}
