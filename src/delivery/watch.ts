// Which claims are left behind. A claim bears a mark that its process changes every few seconds (claim.ts). Whoever has looked on
// while one stood unchanged for long enough knows that nobody is behind it any more. No clock is compared with another's: those of
// two machines need not agree, and each may jump.

/** A claim as it stands in its row; `mark` changes when it is made and whenever it is renewed. */
export type Held = { id: string; mark: string };

export type Watch = {
  /** All that others hold: which of it has been left behind. `now` in ms of a clock that never jumps. */
  leftBehind(held: readonly Held[], now: number): readonly string[];
};

/** `patienceMs`: how long one must stand unchanged. */
export function makeWatch(patienceMs: number): Watch {
  let known = new Map<string, { mark: string; since: number }>();
  return {
    leftBehind(held, now) {
      known = new Map(
        held.map(({ id, mark }) => {
          const before = known.get(id);
          return [id, before?.mark === mark ? before : { mark, since: now }];
        }),
      );
      return [...known].flatMap(([id, { since }]) => (now - since >= patienceMs ? [id] : []));
    },
  };
}
