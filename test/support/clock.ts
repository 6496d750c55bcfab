// Business time as specs move it, for what measures how long something takes.

/** Goes on by itself, and makes every move that the spec's clock makes: whoever lets a minute go by lets it go by for everybody. */
export function steady(clock: { now: number }): () => number {
  const begun = clock.now;
  return () => performance.now() + clock.now - begun;
}
