// Lets events of one workspace share a transaction: those that arrive while one commits, or while the next begins, go together.
// One person's events never share one, and never overtake each other within this process.

type Line<Item> = {
  waiting: Item[];
  running: number;
  /** One has begun, and has not gathered its group yet. */
  isBeginning: boolean;
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
const fullEnough = 24;

/** The group: whoever is there when this is asked for the first time. The same whenever it is asked again. */
export type Gather<Item> = () => readonly Item[];

/**
 * `run` must gather, and must not throw: it has told each of its group their outcome when it returns. `first` will be among
 * them. The later it gathers, the more share what it has begun.
 */
export function makeGrouping<Item>(
  personOf: (item: Item) => string,
  run: (first: Item, gather: Gather<Item>) => Promise<void>,
  { apartMs, patienceMs } = usualWaits,
): Grouping<Item> {
  // A line stays when it is empty: there are as many as workspaces.
  const lines = new Map<string, Line<Item>>();
  const busy = new Set<Promise<void>>();

  function take(line: Line<Item>): readonly Item[] {
    const group: Item[] = [];
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
    return group;
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
    if (line.isBeginning || line.running === mostAtOnce) return;
    const first = line.waiting.find((item) => !line.people.has(personOf(item)));
    if (!first) return;
    const wait = line.began + (line.running === 0 ? apartMs : patienceMs) - performance.now();
    if (wait > 0 && line.waiting.length < fullEnough) {
      line.timer = setTimeout(() => pump(key, line), wait);
      return;
    }
    begin(key, line, first);
  }

  function begin(key: string, line: Line<Item>, first: Item): void {
    let group: readonly Item[] | undefined;
    line.running += 1;
    line.isBeginning = true;
    line.began = performance.now();
    const gather = (): readonly Item[] => {
      if (group) return group;
      group = take(line);
      line.isBeginning = false;
      pumpSoon(key, line);
      return group;
    };
    const work = run(first, gather).finally(() => {
      line.running -= 1;
      for (const item of gather()) line.people.delete(personOf(item));
      busy.delete(work);
      pumpSoon(key, line);
    });
    busy.add(work);
  }

  return {
    add(key, item) {
      let line = lines.get(key);
      if (!line) {
        line = {
          waiting: [],
          running: 0,
          isBeginning: false,
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
