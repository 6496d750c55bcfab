// What is worth more, kind by kind, where nobody can know whether a message arrived: that it arrives, or that it does not come
// twice. And how long it is worth sending. Where a platform can be read back (Slack), it is asked instead, and nothing is lost
// or doubled. Where it cannot (Teams), this table decides.
import type { Why } from '../chat/message.ts';

const hourMs = 3_600_000;

type Bias = {
  /** `once`: at most once; what may have arrived is not sent again. `surely`: at least once; it may come twice. */
  arrives: 'once' | 'surely';
  /** From the moment at which it was to go, in ms. Afterwards it is given up, and the operator can see it. */
  worthMs: number;
};

const surely: Bias = { arrives: 'surely', worthMs: 24 * hourMs };
const nudge: Bias = { arrives: 'once', worthMs: 2 * hourMs };

const biases: Readonly<Record<Why, Bias>> = {
  // Somebody waits for it, or it concerns what is theirs.
  asked: surely,
  notice: surely,
  // Nobody waits for it, and twice is a nuisance.
  checkins: nudge,
  news: nudge,
  welcome: nudge,
  duty: nudge,
};

/** Help and talks arrive, whatever they are sent for. A word that is not known was written by another version: it arrives as well. */
export const biasOf = (why: string, urgent: boolean): Bias => (!urgent && isWhy(why) ? biases[why] : surely);

const isWhy = (why: string): why is Why => Object.hasOwn(biases, why);
