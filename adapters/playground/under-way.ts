// What is on its way to the bot, and what the weather holds back to bring it the other way round.
import type { Sky } from './weather.ts';

export type UnderWay = {
  /** Counts as under way until it is done. */
  track<Result>(work: Promise<Result>): Promise<Result>;
  /** Brings it, or holds it back until enough are held, the last first; what is held counts as not heard. */
  bring(go: () => Promise<boolean>): Promise<boolean>;
  settled(): Promise<void>;
};

export function makeUnderWay(sky: Pick<Sky, 'holding' | 'released'>): UnderWay {
  const underWay = new Set<Promise<unknown>>();
  let held: (() => Promise<boolean>)[] = [];

  function track<Result>(work: Promise<Result>): Promise<Result> {
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
    return work;
  }

  return {
    track,
    async bring(go) {
      if (sky.holding() === 0) return go();
      held.push(go);
      if (held.length >= sky.holding()) {
        const turned = held.toReversed();
        held = [];
        sky.released();
        void track(turned.reduce<Promise<unknown>>((before, later) => before.then(later), Promise.resolve()));
      }
      return false;
    },
    async settled() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
  };
}
