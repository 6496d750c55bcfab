// The core, put together around a database: everything but the doors to the world.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Bot, type Fact, makeBot } from './bot.ts';
import type { Who } from './chat/event.ts';
import type { Feature } from './chat/feature.ts';
import type { Platform } from './chat/platform.ts';
import { makeBackOff } from './chat/wait.ts';
import type { Database } from './database/connect.ts';
import { lostKey } from './database/lost-key.ts';
import { migrate } from './database/migrate.ts';
import type { Limits } from './delivery/limits.ts';
import { makeOutbox, type Outbox } from './delivery/outbox.ts';
import type { Paces } from './delivery/pace.ts';
import { whatWaits } from './delivery/waiting.ts';
import { beginsErrand, everyErrand } from './every-errand.ts';
import { everyFeature } from './every-feature.ts';
import { describeFault } from './fault.ts';
import { downloadRoute } from './features/privacy/download.ts';
import { uploadRoute } from './features/roster/upload.ts';
import { calendarRoute } from './features/settings/calendar-page.ts';
import { type KeyRing, keyedDigest } from './guard/seal.ts';
import { eraseDeactivated } from './people/erasing.ts';
import { type Installations, makeInstallations } from './people/installation.ts';
import { mailDigest } from './people/mail.ts';
import { type Memory, openMemory, speakerFor, type Tokens } from './people/memory.ts';
import { forgetTooOld } from './people/retention.ts';
import { type SetUp, setUp } from './people/setting-up.ts';
import { makeTombstones } from './people/tombstone.ts';
import { installWorkspace } from './people/workspace.ts';
import { makeErrands } from './schedule/errands.ts';
import type { Get } from './schedule/feed.ts';
import { countGivenUp } from './schedule/given-up.ts';
import { makeTick, type Tick } from './schedule/tick.ts';
import { makeTimers } from './schedule/timers.ts';
import { type Metrics, makeMetrics } from './web/metrics.ts';
import type { Route } from './web/server.ts';
import type { Speaker } from './words/speak.ts';

export type NewWorkspace = SetUp & {
  platform: string;
  workspace: string;
  enterprise?: string;
  /** By what we speak there, where that is not the one token of the settings. */
  tokens?: Tokens;
};

export type House = {
  bot: Bot;
  /** All that people can ask for, press and send, whoever may, and whether it is on or off. */
  features: readonly Feature[];
  outbox: Outbox;
  memory: Memory;
  installations: Installations;
  tick: Tick;
  metrics: Metrics;
  /** A platform that deliveries can go out by. */
  add(platform: Platform): void;
  /**
   * Migrates and reads what memory needs; tries again until the database lets it, or until `stop`. Throws a sentence where
   * the key is missing that sealed what is there.
   */
  settle(): Promise<void>;
  /** Makes a workspace known, with its coordinators and tokens, all of it or nothing. Waits until `settle` has made the tables. */
  install(workspace: NewWorkspace): Promise<void>;
  sayTo(who: Who): Speaker;
  /** A keyed digest of text, for identities that are stored. */
  digest(text: string): string;
  /** Pages of ours, by method and path. */
  routes: Readonly<Record<string, Route>>;
  /** Undefined is well, otherwise one sentence. */
  ailment(): Promise<string | undefined>;
  /** Finishes what was taken in, within `patience` ms; then closes the database. */
  stop(patience: number): Promise<void>;
};

export async function openHouse(parts: {
  database: Database;
  keys: KeyRing;
  /** Where the sealed copy for get help now lies. */
  folder: string;
  now: () => number;
  /** Tokens know no other; the machine's where absent. */
  realNow?: () => number;
  log: (fact: Fact) => void;
  /** Where a browser reaches us, without a slash at the end; undefined, and absent, where it does not. */
  base?: () => string | undefined;
  limits?: Limits;
  /** Asks the addresses of calendars that people give; absent, nobody can give one. */
  get?: Get;
  /** Ms of a clock that never jumps; this process's own where absent. */
  steadyNow?: () => number;
  /** How fast platforms are written to at first; the usual ones where absent. */
  paces?: Paces;
}): Promise<House> {
  const { database, keys, folder, now, log, base = () => undefined, get, limits, realNow = Date.now } = parts;
  const problem = (what: string, error: unknown): void =>
    log({ event: 'problem', during: what, problem: describeFault(error) });
  const platforms = new Map<string, Platform>();
  // At once: what is set up meanwhile needs no tables. What fails now is tried again by `settle`.
  let migrating: Promise<readonly string[]> | undefined = migrate(database.owner);
  migrating.catch(() => undefined);
  const digest = mailDigest(keys);
  const features = everyFeature({
    keys,
    digest,
    base,
    hasDirectory: (platform) => platforms.get(platform)?.directory !== undefined,
    readsAddresses: get !== undefined,
  });
  const metrics = makeMetrics(async () => ({
    ...(await whatWaits(database, now())),
    timersGivenUp: await countGivenUp(database),
  }));
  const memory = await openMemory(folder, keys, (told) => log({ event: 'problem', problem: told }));
  const installations = makeInstallations({ database, keys, memory, now: realNow, log });
  const outbox = makeOutbox({
    database,
    platforms,
    keys,
    now,
    id: randomUUID,
    ...(parts.paces ? { paces: parts.paces } : {}),
    ...(parts.steadyNow ? { realNow: parts.steadyNow } : {}),
    told: {
      sent: metrics.sent,
      problem: (fact) => log({ event: 'delivery', ...fact }),
    },
  });
  const inner = makeBot({
    features,
    database,
    memory,
    outbox,
    platforms,
    now,
    id: randomUUID,
    mailDigest: digest,
    log,
    moved: () => tick.minute().catch((error: unknown) => problem('tick', error)),
    ...(limits ? { limits } : {}),
  });
  const tombstones = makeTombstones(keys);
  const errands = makeErrands({
    database,
    errands: everyErrand({
      database,
      platforms,
      keys,
      digest,
      tombstones,
      outbox,
      features,
      get,
      now,
      id: randomUUID,
    }),
    done: outbox.wake,
    problem,
  });
  const bot: Bot = {
    async settle() {
      await inner.settle();
      await errands.settle();
    },
    async receive(event) {
      const began = performance.now();
      const outcome = await inner.receive(event);
      metrics.event(event.kind, outcome.kind, (performance.now() - began) / 1_000);
      if (outcome.kind === 'kept' && beginsErrand(event)) errands.wake();
      return outcome;
    },
  };
  const timers = makeTimers({
    database,
    outbox,
    ringing: new Map(features.flatMap(({ name, timers }) => (timers ? [[name, timers]] : []))),
    now,
    id: randomUUID,
    told: {
      rung: metrics.rung,
      problem: (feature, name, error) => problem(`timer ${feature}.${name}`, error),
    },
  });
  const tick = makeTick({
    timers,
    features,
    database,
    outbox,
    memory,
    installations,
    errands,
    async forgetTooOld(organisation) {
      await database.within(organisation, (tx) => eraseDeactivated(tx, tombstones, now()));
      const gone = await forgetTooOld(database, organisation, now());
      if (Object.keys(gone).length > 0) log({ event: 'forgotten', ...gone });
    },
    now,
    id: randomUUID,
    problem,
  });

  let stopped = false;
  const backOff = makeBackOff({ first: 250, most: 5_000 });
  /** The tables are there, and the key to what stands in them. */
  const opened = Promise.withResolvers<void>();
  let isReady = false;

  async function settle(): Promise<void> {
    const reached = await backOff.insist(
      async () => {
        const begun = migrating ?? migrate(database.owner);
        migrating = undefined;
        const applied = await begun;
        if (applied.length > 0) log({ event: 'migrated', migrations: applied.join(' ') });
        const lost = await lostKey(database.owner, keys);
        if (lost === undefined) {
          opened.resolve();
          await tick.minute();
        }
        return { lost };
      },
      (error) => problem('reaching the database', error),
    );
    if (reached?.lost !== undefined) throw new Error(reached.lost);
    if (!reached || stopped) return;
    isReady = true;
    tick.start();
  }

  async function install(workspace: NewWorkspace): Promise<void> {
    await opened.promise;
    const { tokens } = workspace;
    const held = tokens && { ...tokens, installedAt: realNow() };
    await installWorkspace(database, workspace, now(), randomUUID, async (tx, made, isNew, stood) => {
      const refused = await setUp({ tx, now: now(), id: randomUUID }, workspace, made, isNew, stood);
      if (refused.length > 0) log({ event: 'not-made-coordinator', leaders: refused.length });
      if (held) await installations.write(tx, made, held, randomUUID);
    });
    if (!held) return tick.minute();
    await installations.keep(workspace, held);
    // Whoever installs looks at a page meanwhile; what the minute brings may come after it.
    tick.minute().catch((error: unknown) => problem('tick', error));
  }

  return {
    bot,
    features,
    outbox,
    memory,
    installations,
    tick,
    metrics,
    settle,
    install,
    add: (platform) => void platforms.set(platform.name, platform),
    sayTo: (who) => speakerFor(memory, who),
    routes: {
      '* /upload/*': uploadRoute({ database, keys, digest, now, log }),
      '* /shifts/*': calendarRoute({ database, now }),
      '* /export/*': downloadRoute({ database, keys, memory, now }),
    },
    digest: keyedDigest(keys, 'identity'),
    async ailment() {
      if (!isReady)
        return 'The database has not been reached yet. Check DATABASE_URL, and that the server runs.';
      await database.across((tx) => tx.selectFrom('organisation').select('id').limit(1).execute());
      return undefined;
    },
    async stop(patience) {
      stopped = true;
      backOff.end();
      errands.stop();
      const late = sleep(patience, undefined, { ref: false });
      await Promise.race([bot.settle(), late]);
      await outbox.stop(patience);
      await Promise.race([tick.stop(), late]);
      await memory.save();
      await Promise.race([database.close(), late]);
    },
  };
}
