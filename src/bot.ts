// One event in: find the feature, run it in one transaction, answer back, deliveries to the outbox; the one catch.
//
// Promises
// - An outcome `kept` means committed: identity, effects and outgoing messages stand in the database together.
// - What answers without a database (get help now) is asked first, before limits, identity and transaction.
// - One person's acts run one after another. Different people of one workspace may share a transaction; where it fails,
//   each is run again alone, so that a fault of one hurts nobody else.
// - A workspace may be connected with another, by another process, at any moment. Then what was begun for the organisation
//   that it belonged to is kept nowhere, and is run again for the one that it belongs to now.
import { makeAlways } from './always.ts';
import { regret, repeated } from './bot-cards.ts';
import { type ChatEvent, isNotice } from './chat/event.ts';
import type { Feature, Reply } from './chat/feature.ts';
import type { Answer, Outcome } from './chat/message.ts';
import type { Platform } from './chat/platform.ts';
import { makeContexts, nobody } from './context.ts';
import type { Database } from './database/connect.ts';
import { makeGrouping } from './delivery/grouping.ts';
import { takeBack, takeDown } from './delivery/inbox.ts';
import { type Limits, makeLimiter, usualLimits } from './delivery/limits.ts';
import type { Outbox } from './delivery/outbox.ts';
import { describeFault, isCollision, isOutage, MaybeCommitted } from './fault.ts';
import { makeKeepLater } from './keep-later.ts';
import { meet } from './people/account.ts';
import { keepProfileMails, type MailDigest } from './people/mail.ts';
import { type Memory, speakerFor, workspaceKey } from './people/memory.ts';
import type { Actor } from './people/person.ts';
import { makeSwitches } from './people/switches.ts';
import { makeWhereabouts } from './people/whereabouts.ts';
import { forgetIfRemoved, type Workspace } from './people/workspace.ts';
import { type Asked, makeProfiles, nobodyAsked } from './profiles.ts';
import { makeRoutes } from './routing.ts';
import type { Key } from './words/speak.ts';

/** What may stand in a log: names of events, counts, durations, ids. What a person wrote is never a fact. */
export type Fact = Readonly<Record<string, string | number | boolean>> & { event: string };

export type Bot = {
  /** Never throws. Answers in time for the platform also where the database hangs. */
  receive(event: ChatEvent): Promise<Outcome>;
  /** Waits until everything that was taken in has its outcome. */
  settle(): Promise<void>;
};

/** The platform gives three seconds from the press to the answer; the way there and back needs the rest. */
const patienceMs = 2_200;

type Waiting = {
  event: ChatEvent;
  workspace: Workspace;
  done: (outcome: Outcome) => void;
} & Asked;

export function makeBot(parts: {
  features: readonly Feature[];
  database: Database;
  memory: Memory;
  outbox: Outbox;
  platforms: ReadonlyMap<string, Platform>;
  now: () => number;
  id: () => string;
  mailDigest: MailDigest;
  log: (fact: Fact) => void;
  /** Workspaces have changed their organisation: what is in memory may be old. Never throws. */
  moved?: () => Promise<void>;
  limits?: Limits;
}): Bot {
  const { features, database, memory, outbox, platforms, now, id, mailDigest, log } = parts;
  const limit = makeLimiter(parts.limits ?? usualLimits);
  const routes = makeRoutes(features);
  const whereabouts = makeWhereabouts(database);
  const switches = makeSwitches();
  const profiles = makeProfiles({ platforms, memory, routes, now });
  const later = new Set<Promise<void>>();
  const grouping = makeGrouping<Waiting>(
    // What is told of a channel is nobody's act: many of these may share a transaction.
    ({ event }) => (event.kind === 'members-changed' ? event.identity : event.who.account),
    run,
  );

  const sorry = (event: ChatEvent, key: Key, values?: Record<string, string>): Answer =>
    regret(speakerFor(memory, event.who), event, isHomeInVain(event, key) ? 'bot.home-later' : key, values);

  const contextsIn = makeContexts({ features, routes, memory, outbox, now, id });

  // Without a database ------------------------------------------------------------------------------------------------

  const keepLater = makeKeepLater({ database, whereabouts, switches, contextsIn, now, id, finishLater, log });
  const answerAlways = makeAlways({
    features,
    commands: routes.commands,
    memory,
    platforms,
    now,
    keepLater,
  });

  function finishLater(work: Promise<void>): void {
    const tracked = work.finally(() => later.delete(tracked));
    later.add(tracked);
  }

  // With one ----------------------------------------------------------------------------------------------------------

  type Reached = { outcome: Outcome } & Required<Pick<Reply, 'deliveries' | 'erased'>> &
    Pick<Reply, 'became' | 'switched'>;
  const none = { deliveries: [], erased: [] };

  /** Whoever comes while the transaction begins is in it. */
  async function runTogether(
    group: readonly Waiting[],
    gather: () => void,
    { id: workspace, organisation }: Workspace,
  ): Promise<void> {
    let moved = false;
    const { at, reached, people } = await database.within(organisation, async (tx) => {
      gather();
      const at = now();
      const people = await meet(
        tx,
        organisation,
        workspace,
        group
          .filter(({ event }) => isMet(event))
          .map(({ event, profile }) => ({
            account: event.who.account,
            profile,
            ...(event.talk === undefined ? {} : { talk: event.talk }),
            identity: event.identity,
            newId: id,
          })),
        at,
      );
      // Two accounts of one person: their acts run one after another too.
      if (new Set([...people.values()].map((person) => person.id)).size < people.size)
        throw new Error('one person cannot act twice in one transaction');
      await keepProfileMails(tx, workspace, group, mailDigest);
      const identities = group.map(({ event }) => event.identity);
      const fresh = await takeDown(tx, organisation, workspace, identities, at);
      const contextOf = contextsIn({
        tx,
        on: await switches.of(tx, organisation, at),
        events: group.length,
        moved: () => {
          moved = true;
        },
      });
      // A home is drawn anew for every asking: the page of one that was answered too late must not stay.
      const settled = await Promise.allSettled(
        group.map(async ({ event, profile, named }): Promise<Reached> => {
          const actor = people.get(event.who.account) ?? nobody(organisation, workspace, profile);
          const context = contextOf(actor, event, named);
          if (!fresh.has(event.identity) && event.kind !== 'home-opened')
            return { ...none, outcome: { kind: 'repeated', answer: repeated(context.say, event) } };
          const reply = await routes.act(context, event, { id: workspace, organisation });
          return { ...none, ...reply, outcome: { kind: 'kept', answer: reply.answer } };
        }),
      );
      // Settled, never raced: a handler that went on after a rollback would write outside of the transaction.
      const reached = settled.map((one) => {
        if (one.status === 'rejected') throw one.reason;
        return one.value;
      });
      const refused = group.filter((_, index) => reached[index]?.outcome.answer.kind === 'errors');
      await takeBack(
        tx,
        workspace,
        refused.map(({ event }) => event.identity),
      );
      const deliveries = reached.flatMap((one) => one.deliveries);
      await outbox.put(tx, organisation, deliveries, at);
      return { at, reached, people };
    });
    if (moved) {
      whereabouts.forgetAll();
      if (parts.moved) finishLater(parts.moved());
    }
    for (const [index, { event, profile, done }] of group.entries()) {
      const one = reached[index];
      remember(event, one?.became ?? people.get(event.who.account), profile ? at : undefined);
      for (const who of one?.erased ?? []) memory.forgetPerson(who);
      if (one) done(one.outcome);
    }
    if (reached.some((one) => one.switched)) switches.forget(organisation);
    if (reached.some((one) => one.erased.length > 0)) finishLater(memory.save());
    if (reached.some((one) => one.deliveries.length > 0)) outbox.wake();
  }

  function remember(event: ChatEvent, person: Actor | undefined, profileAt: number | undefined): void {
    if (event.kind === 'removed') {
      whereabouts.forget(event.who);
      finishLater(forgetIfRemoved(database, memory, event.who, log));
    } else if (person) {
      const { language, timeZone, country } = person;
      memory.keepPerson(event.who, {
        language,
        timeZone,
        country,
        ...(profileAt === undefined ? {} : { profileAt }),
      });
    }
  }

  async function run(
    group: readonly Waiting[],
    gather: () => void,
    workspace = group[0]?.workspace,
    tries = 3,
  ): Promise<void> {
    const [first] = group;
    if (!first || !workspace) return;
    try {
      await runTogether(group, gather, workspace);
    } catch (error) {
      const moved = await whereabouts.movedTo(first.event.who, workspace, error);
      if (tries > 1 && (moved || isCollision(error))) await run(group, gather, moved ?? workspace, tries - 1);
      else if (group.length > 1 && !isOutage(error))
        for (const waiting of group) await run([waiting], () => undefined, workspace);
      else for (const waiting of group) waiting.done(fault(waiting.event, error));
    }
  }

  /** The one catch. What went wrong is logged with a reference, and the reference is all that a person sees of it. */
  function fault(event: ChatEvent, error: unknown): Outcome {
    const reference = id().slice(0, 8);
    log({ event: 'fault', reference, during: event.kind, problem: describeFault(error) });
    if (error instanceof MaybeCommitted) return { kind: 'not-kept', answer: sorry(event, 'bot.late') };
    const answer = isOutage(error) ? sorry(event, 'bot.not-saved') : sorry(event, 'bot.fault', { reference });
    return { kind: 'not-kept', answer };
  }

  /** Tells `done` what came of it, and never throws. */
  async function take(event: ChatEvent, done: (outcome: Outcome) => void): Promise<void> {
    try {
      const asking = profiles.asked(event);
      const { profile, named } = asking ? await asking : nobodyAsked;
      // A bot reads nothing, and a guest who merely came may not work here: they are spoken to when they speak to us.
      if (event.kind === 'joined' && (profile?.bot || (profile?.guest && event.talk === undefined)))
        return done({ kind: 'kept', answer: { kind: 'nothing' } });
      const workspace = whereabouts.known(event.who) ?? (await whereabouts.of(event.who));
      if (workspace) return grouping.add(workspaceKey(event.who), { event, workspace, profile, named, done });
      log({ event: 'unknown-workspace', platform: event.who.platform });
      // Not installed yet, or no longer: what somebody did or said was not kept, and silence would look as if it was.
      done(
        isNotice(event)
          ? { kind: 'kept', answer: { kind: 'nothing' } }
          : { kind: 'not-kept', answer: sorry(event, 'bot.not-saved') },
      );
    } catch (error) {
      done(fault(event, error));
    }
  }

  return {
    async receive(event) {
      const always = answerAlways(event);
      if (always) {
        const answer = await always;
        finishLater(memory.save());
        return { kind: 'kept', answer };
      }
      // What the platform tells of nobody in particular is nobody's too much.
      const verdict = event.who.account === '' ? 'fine' : limit(event.who, now());
      if (verdict === 'person') return { kind: 'kept', answer: sorry(event, 'bot.slow-down') };
      if (verdict === 'organisation') return { kind: 'not-kept', answer: sorry(event, 'bot.busy') };
      return new Promise((resolve) => {
        const late = setTimeout(() => {
          log({ event: 'late', during: event.kind });
          resolve({ kind: 'not-kept', answer: sorry(event, 'bot.late') });
        }, patienceMs);
        void take(event, (outcome) => {
          clearTimeout(late);
          resolve(outcome);
        });
      });
    },
    async settle() {
      await grouping.settle();
      await Promise.all(later);
    },
  };
}

/** Opening the home view keeps nothing, so that nothing can be lost by it. */
const isHomeInVain = ({ kind }: ChatEvent, key: Key): boolean =>
  kind === 'home-opened' && (key === 'bot.not-saved' || key === 'bot.late');

/** Whoever merely came to the workspace is not written down by that; whoever put us there themselves is, with the way to them. */
const isMet = ({ kind, who, talk }: ChatEvent): boolean =>
  who.account !== '' && kind !== 'left' && (kind !== 'joined' || talk !== undefined);
