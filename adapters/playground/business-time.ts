// Business time: what the bot and the two pretend platforms take for now. It runs as the machine's does, and can be moved ahead.
const hourMs = 3_600_000;

export type BusinessTime = {
  now: () => number;
  /** Milliseconds. */
  ahead: () => number;
  /** Hours pass at once, one after another, so that what falls due in between happens in its order. */
  pass(hours: number): Promise<void>;
};

/** `minute` does what is due by now. It never goes back: `ahead` is what it was moved before. */
export function makeBusinessTime(
  before: number,
  minute: () => Promise<void>,
  onChange: () => void,
): BusinessTime {
  let ahead = before;
  let passing = Promise.resolve();

  async function pass(hours: number): Promise<void> {
    for (let hour = 0; hour < hours; hour += 1) {
      ahead += hourMs;
      await minute();
    }
    onChange();
  }

  return {
    now: () => Date.now() + ahead,
    ahead: () => ahead,
    pass(hours) {
      // Pressed twice: one after the other.
      const done = passing.then(() => pass(hours));
      passing = done.catch(() => undefined);
      return done;
    },
  };
}
