// Help that was asked for in a message is posted past the inbox. This keeps it from being said as often as it is delivered.

/** No platform tries again for longer than an hour. */
const rememberedMs = 3_600_000;

/** Whether it has arrived: by this post, or by one for the same identity before, which is joined while it is under way. */
export type Once = (identity: string, post: () => Promise<boolean>) => Promise<boolean>;

/** What did not arrive is forgotten, so that whoever brings it again is answered. `now` in epoch ms. */
export function makeOnce(now: () => number): Once {
  const posts = new Map<string, { at: number; arrived: Promise<boolean> }>();
  return (identity, post) => {
    const at = now();
    for (const [known, one] of posts) if (at - one.at > rememberedMs) posts.delete(known);
    const before = posts.get(identity);
    if (before) return before.arrived;
    const arrived = post().then((has) => {
      if (!has) posts.delete(identity);
      return has;
    });
    posts.set(identity, { at, arrived });
    return arrived;
  };
}
