// What is to go out. A row is written in the transaction that caused it; this sends it after the commit, and again after a
// crash. The row's own states are the truth:
//   new → sending (attempt and lease, in one statement) → sent | unreachable | dead, or back to new with a later due time.
// Sends run side by side, one in flight for each talk, as many as the lanes have room for (lanes.ts). A lease that nobody renews
// any more (watch.ts) means that a process died or hung between sending and recording: the platform is asked first whether the
// message stands there, and only then is it sent again (bias.ts, where it cannot be asked). Whoever hung until then records nothing
// any more.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Delivery } from '../chat/message.ts';
import type { Platform } from '../chat/platform.ts';
import type { Database, Transaction } from '../database/connect.ts';
import { describeFault } from '../fault.ts';
import type { KeyRing } from '../guard/seal.ts';
import { makeAlarm } from './alarm.ts';
import { makeAttempt } from './attempt.ts';
import { claimDue, giveUpOld, leaseMs, renewLeases, renewMs } from './claim.ts';
import { type Flight, makeFlying, type Sending } from './flight.ts';
import { firstRoom, makeLanes, type Way } from './lanes.ts';
import { expectedEnd, type Paces, usualPaces } from './pace.ts';
import { makeRecords } from './record.ts';
import { waitsThere } from './waiting.ts';
import { type Held, makeWatch } from './watch.ts';
import { makeWriting } from './writing.ts';

/** Longer than any send of a platform takes. */
const usualTryMs = 45_000;
/** Under load claims are made together, so many ms apart: each costs a transaction. */
const breathMs = 40;
/** How often old ones are given up, at most. */
const givingUpMs = 5_000;

/** `workspace`: the row's id of the one by which it goes. `due`: when it may go, epoch ms. */
export type FanOut = readonly { workspace: string; due: number }[];

export type Outbox = {
  /**
   * Writes deliveries into the caller's transaction. One whose `once` is known already is dropped, what comes unasked may wait or
   * lapse (unasked.ts), and what takes the place of nothing goes nowhere (changing.ts).
   */
  put(tx: Transaction, organisation: string, deliveries: readonly Delivery[], now: number): Promise<void>;
  /** Something may be due: look now. Cheap, never throws. */
  wake(): void;
  /**
   * Sends everything that is due, waiting for the pace, and returns when nothing is left that can go now: what was asked to wait
   * goes later. Throws where the database is away.
   */
  drain(): Promise<void>;
  /**
   * When the last of these messages will have gone, in epoch ms, behind what waits already: at the pace that this process has found
   * for each workspace, or the careful one with which it would begin. Undefined: there are none.
   */
  expectedEnd(tx: Transaction, fanOut: FanOut): Promise<number | undefined>;
  /** Finishes what is in the air and writes down what became of it, for at most `patience` ms; the rest keeps its lease and is taken up later. */
  stop(patience: number): Promise<void>;
};

export function makeOutbox(parts: {
  database: Database;
  platforms: ReadonlyMap<string, Platform>;
  keys: KeyRing;
  now: () => number;
  id: () => string;
  told: Sending;
  paces?: Paces;
  /** Ms of a clock that never jumps. */
  realNow?: () => number;
  /** How long one try may take, in real milliseconds. */
  tryMs?: number;
}): Outbox {
  const { database, platforms, keys, now, id, told, paces = usualPaces, tryMs = usualTryMs } = parts;
  const { realNow = () => performance.now() } = parts;
  const put = makeWriting(keys, id);
  const lanes = makeLanes({ paces, now, realNow });
  const alarm = makeAlarm(realNow, wake);
  const records = makeRecords(database, now, alarm.again);
  const attempt = makeAttempt({
    database,
    platforms,
    keys,
    now,
    foundThere: (kind, platform) => told.sent({ kind, platform, outcome: 'found', retry: true }),
  });
  const fly = makeFlying({ attempt, records, lanes, told, realNow, tryMs });
  const flights = new Map<string, Flight & { ended: Promise<void> }>();
  let stopped = false;
  let looking: Promise<Look> | undefined;
  let next: Promise<Look> | undefined;
  let renewing: NodeJS.Timeout | undefined;
  let gaveUpAt = Number.NEGATIVE_INFINITY;
  /** How many flights have ended. */
  let landings = 0;
  const watch = makeWatch(leaseMs);

  function wake(): void {
    if (stopped) return;
    look().catch((error: unknown) => told.problem({ kind: 'claim', id: '', because: describeFault(error) }));
  }

  /** Whoever asks while one is at work is given the next one, which sees all that was there when they asked. */
  function look(): Promise<Look> {
    const first = looking;
    if (!first) {
      looking = lookOnce().finally(() => {
        looking = undefined;
      });
      return looking;
    }
    next ??= first
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        return look();
      });
    return next;
  }

  async function lookOnce(): Promise<Look> {
    const held = await records.writeTheUnwritten();
    if (now() - gaveUpAt >= givingUpMs) {
      gaveUpAt = now();
      const gone = await giveUpOld(database, now());
      for (let one = 0; one < gone; one += 1)
        told.sent({ kind: 'unknown', platform: 'unknown', outcome: 'dead', retry: false });
    }
    const began = realNow();
    const rooms = lanes.rooms();
    if (stopped) return { set: 0, waitMs: Number.POSITIVE_INFINITY, held };
    const { claimed, waiting } = await claimDue(
      database,
      now(),
      id(),
      rooms,
      lanes.resting(),
      alarm.cameBack(began),
      leftBehind,
    );
    for (const one of claimed) takeOff(one);
    // Where a lane was filled there may be more of it.
    const full = new Map<string, Way>();
    const key = ({ workspace, urgent }: { workspace: string; urgent: boolean }): string =>
      `${urgent} ${workspace}`;
    const counts = Map.groupBy(claimed, key);
    const mosts = new Map(rooms.map((room) => [key(room), room]));
    for (const [lane, { workspace, urgent, most }] of mosts)
      if ((counts.get(lane)?.length ?? 0) >= most) full.set(lane, { workspace, urgent, platform: '' });
    for (const [lane, [first, ...rest]] of counts)
      if (
        first &&
        !mosts.has(lane) &&
        rest.length + 1 >= (first.urgent ? firstRoom.urgent : firstRoom.ordinary)
      )
        full.set(lane, first);
    const waitMs = lanes.untilRoom([...full.values()], waiting);
    // The tick alone could be late.
    alarm.soon(Math.max(breathMs, Math.min(waitMs, lanes.untilFree())));
    alarm.looked(began, breathMs);
    return { set: claimed.length, waitMs, held };
  }

  /** What we have in the air is ours, however long we take. */
  const leftBehind = (held: readonly Held[]): readonly string[] =>
    watch.leftBehind(
      held.filter(({ id: one }) => flights.get(one)?.over.signal.aborted !== false),
      realNow(),
    );

  function takeOff(claimed: Flight['claimed']): void {
    const flight: Flight = { claimed, over: new AbortController() };
    alarm.taken(claimed.id);
    lanes.began(claimed, claimed.talk);
    const ended = fly(flight, Math.max(0, now() - claimed.due_at.getTime()) / 1_000).finally(() => {
      if (flights.get(claimed.id)?.over === flight.over) flights.delete(claimed.id);
      landings += 1;
      // Its talk may go on. Alone it does so at once, among many with the next breath.
      alarm.soon(flights.size === 0 ? 0 : breathMs);
    });
    flights.set(claimed.id, { ...flight, ended });
    renewing ??= setTimeout(renew, renewMs).unref();
  }

  function renew(): void {
    renewing = undefined;
    if (flights.size === 0) return;
    renewing = setTimeout(renew, renewMs).unref();
    renewAll(now()).catch((error: unknown) =>
      told.problem({ kind: 'lease', id: '', because: describeFault(error) }),
    );
  }

  /** A claim that is not ours any more goes no further than the step that it is at. */
  async function renewAll(at: number): Promise<void> {
    const mine = [...flights.values()].filter(({ over }) => !over.signal.aborted);
    const ours = await renewLeases(
      database,
      at,
      mine.map(({ claimed }) => claimed),
    );
    for (const { claimed, over } of mine) if (!ours.has(claimed.id)) over.abort();
  }

  async function drain(): Promise<void> {
    for (;;) {
      const before = landings;
      const { set, waitMs, held } = await look();
      if (stopped) return;
      const inTheAir = [...flights.values()].map(({ ended }) => ended);
      // What landed while it was looked may have kept its talk waiting: then there is more.
      const isQuiet = set === 0 && inTheAir.length === 0 && landings === before;
      if (isQuiet && waitMs === Number.POSITIVE_INFINITY) {
        // What was to be looked for at once has been looked for just now.
        alarm.calm(breathMs);
        if (held !== undefined) throw held;
        return;
      }
      const paced = Number.isFinite(waitMs) ? [sleep(waitMs + 1)] : [];
      if (inTheAir.length + paced.length > 0) await Promise.race([...inTheAir, ...paced]);
    }
  }

  return {
    put,
    drain,
    wake,
    async expectedEnd(tx, fanOut) {
      const ends: number[] = [];
      for (const [workspace, its] of Map.groupBy(fanOut, (one) => one.workspace)) {
        const { platform, due } = await waitsThere(tx, workspace);
        const last = its.reduce((latest, { due: at }) => Math.max(latest, at), 0);
        // What is due after the last of these does not stand before it.
        const all = [...due, ...its.map((one) => one.due)].filter((at) => at <= last);
        const rate = lanes.rate(workspace, platform);
        ends.push(
          expectedEnd(
            all.toSorted((one, other) => one - other),
            rate,
            now(),
          ) ?? 0,
        );
      }
      return ends.length === 0 ? undefined : Math.max(...ends);
    },
    async stop(patience) {
      stopped = true;
      alarm.stop();
      const until = performance.now() + patience;
      const last = async (): Promise<void> => {
        await next?.catch(() => undefined);
        await looking?.catch(() => undefined);
        await Promise.all([...flights.values()].map(({ ended }) => ended));
        if (performance.now() >= until) return;
        // Nobody else knows it: once more, since the database may be back already. What fails now waits for its lease.
        await records.writeTheUnwritten().catch(() => undefined);
      };
      await Promise.race([last(), sleep(patience, undefined, { ref: false })]);
      clearTimeout(renewing);
    },
  };
}

/** `set`: how many were set off. `waitMs`: until more may go that could not now. `held`: thrown for an organisation that somebody holds. */
type Look = { set: number; waitMs: number; held: unknown };
