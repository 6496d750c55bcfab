// The ways to a person past transaction and outbox, for what must also be said when those are gone. What did not arrive is
// tried again: nobody who pressed a button hears nothing.
import { setTimeout as pause } from 'node:timers/promises';
import type { Who } from '../../src/chat/event.ts';
import type { Drawing } from './draw.ts';
import type { People } from './people.ts';
import type { Spot } from './place.ts';
import { messageOf, talkIn } from './send.ts';
import type { Called, Wire } from './wire.ts';

/** `unreachable`: they have not opened us, or have blocked us. */
export type Arrival = 'arrived' | 'unreachable' | 'failed';

export type Reach = {
  /** Posts these in order, and tries again where that helps; not after `stop`. Never throws. */
  tell(spot: Spot, thread: string | undefined, drawings: readonly Drawing[]): Promise<Arrival>;
  /** The person's own talk with us. Never throws. */
  ownTalk(who: Who): Promise<Spot | 'unreachable' | 'failed'>;
  stop(): void;
};

const callMs = 2_500;
/** Before each further try, in milliseconds. Said twice is better than not at all. */
const pauses = [300, 1_500, 4_000];
const longestPause = 30_000;

export function makeReach(parts: {
  wire: Wire;
  people: People;
  failed: (call: string, problem: string) => void;
}): Reach {
  const { wire, people, failed } = parts;
  const ending = new AbortController();

  async function insist(name: string, call: () => Promise<Called>): Promise<Called> {
    let called = await call();
    for (const wait of pauses) {
      if (called.kind === 'ok' || called.kind === 'unreachable') break;
      if (called.kind === 'refused' && /^http_4(?!12)/.test(called.because)) break;
      const ms = called.kind === 'later' ? Math.min(called.seconds * 1_000, longestPause) : wait;
      try {
        await pause(ms, undefined, { signal: ending.signal });
      } catch {
        // We are leaving: what was not said by now is not said by this process.
        break;
      }
      called = await call();
    }
    if (called.kind !== 'ok') failed(name, called.kind === 'later' ? 'asked to wait' : called.because);
    return called;
  }

  const nameOf = (called: Exclude<Called, { kind: 'ok' }>): 'unreachable' | 'failed' =>
    called.kind === 'unreachable' ? 'unreachable' : 'failed';

  return {
    async tell(spot, thread, drawings) {
      for (const drawing of drawings) {
        const activity = messageOf(drawing);
        const called = await insist('post', () => wire.post(spot, thread, activity, callMs));
        if (called.kind !== 'ok') return nameOf(called);
      }
      return 'arrived';
    },
    async ownTalk(who) {
      const known = people.known(who);
      if (known?.talk) return known.talk;
      if (!known) return 'failed';
      const { service } = known.spot;
      const called = await insist('create', () => wire.create(service, who.workspace, known.user, callMs));
      const talk = talkIn(service, called);
      if ('kind' in talk) return nameOf(talk);
      people.talkFound(who, talk);
      return talk;
    },
    stop: () => ending.abort(),
  };
}
