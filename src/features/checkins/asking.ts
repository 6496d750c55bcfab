// What falls due by itself: inviting a plan's people, asking each at their own hour, one reminder, the end of a prompt.
import type { Card } from '../../chat/card.ts';
import type { Delivery } from '../../chat/message.ts';
import type { Transaction } from '../../database/connect.ts';
import { hoursOf } from '../../people/hours.ts';
import { speakersOf } from '../../people/speakers.ts';
import type { Hours } from '../../schedule/reach.ts';
import { type Ring, type Ringing, type Rung, setTimers, stopTimers } from '../../schedule/timers.ts';
import { type Speaker, speakerOf } from '../../words/speak.ts';
import { keepInvited, toInvite } from './inviting.ts';
import {
  type Ask,
  askAnew,
  lookAgainMs,
  nextAsk,
  openMs,
  reachable,
  reminderAt,
  verdictOf,
} from './plan-rules.ts';
import {
  type Enrolment,
  enrolments,
  outdated,
  type Plan,
  planOf,
  plansFor,
  removePlan,
  type Settled,
  settle,
} from './plan-store.ts';
import { closedCard, endedCard, invitationCard, promptCard } from './prompt-cards.ts';
import { askedBy, inTheirPlace } from './prompt-messages.ts';
import { closePrompts, makePrompts, type NewPrompt, openOf, stillOpen } from './prompt-store.ts';

/** In one organisation; `id` gives fresh ones. */
type Scene = { tx: Transaction; organisation: string; now: number; id: () => string };
type Pair = { plan: string; person: string };

const hourMs = 3_600_000;
/** Many at once would keep the weeks of so many people locked. */
const invitedAtOnce = 200;
const outdatedAtOnce = 2_000;
const plannedAtOnce = 100;

const pairKey = ({ plan, person }: Pair): string => `${plan} ${person}`;

/** Sets when each of these is asked next, by their hours as they are now. */
export async function planAsks(scene: Scene, pairs: readonly Pair[]): Promise<void> {
  const { tx, now } = scene;
  const { known, plans, hours } = await gather(tx, pairs, now);
  const settled = known.flatMap((enrolment) => {
    const [plan, own] = [plans.get(enrolment.plan), hours.get(enrolment.person)];
    return plan && own ? [plannedAnew(plan, enrolment, own, now)] : [];
  });
  await settle(tx, settled, now);
  await setTimers(
    tx,
    scene.organisation,
    'checkins',
    settled.map(({ plan, person, at }) => ({
      name: 'ask',
      subject: plan,
      person,
      due: at ?? now + lookAgainMs,
    })),
    scene.id,
  );
}

/** Hours change behind our back: zones that a platform tells, shifts, a pause. */
export async function followHours(scene: Scene): Promise<void> {
  const changed = await outdated(scene.tx, outdatedAtOnce);
  for (let from = 0; from < changed.length; from += plannedAtOnce)
    await planAsks(scene, changed.slice(from, from + plannedAtOnce));
}

/** Nobody is asked by this plan any more; where prompts of it still wait, they will say that it has ended. */
export async function endPlan(tx: Transaction, plan: string): Promise<readonly Delivery[]> {
  const ended = await allInTheirPlace(tx, await openOf(tx, plan), endedCard);
  await removePlan(tx, plan);
  await stopTimers(tx, 'checkins', plan);
  return ended;
}

export async function endOfGroup(tx: Transaction, group: string): Promise<readonly Delivery[]> {
  const ended: Delivery[] = [];
  for (const plan of await plansFor(tx, group)) ended.push(...(await endPlan(tx, plan)));
  return ended;
}

/** From now on its people are asked whether they want it, and whoever joins them later. */
export const beginInviting = ({ tx, organisation, now, id }: Scene, plan: string): Promise<void> =>
  setTimers(tx, organisation, 'checkins', [{ name: 'invite', subject: plan, due: now }], id);

/** Of these, those who have said yes; their plans by id, and their hours as they are now. */
async function gather(tx: Transaction, pairs: readonly Pair[], now: number) {
  const known = await enrolments(tx, pairs);
  const plans = new Map<string, Plan>();
  for (const id of new Set(known.map(({ plan }) => plan))) {
    const plan = await planOf(tx, id);
    if (plan) plans.set(id, plan);
  }
  const hours = await hoursOf(
    tx,
    known.map(({ person }) => person),
    now,
  );
  return { known, plans, hours };
}

const settledBy = (
  ask: Ask | undefined,
  { plan, person, lastDay }: Enrolment,
  { zone }: Hours,
): Settled & { at: number | undefined } => ({
  plan,
  person,
  lastDay,
  nextDay: ask?.day ?? null,
  zone,
  at: ask?.at,
});

/** By their hours as they are now. A day that was planned for another zone is planned from the start. */
const plannedAnew = (plan: Plan, enrolment: Enrolment, own: Hours, now: number) => {
  const pending = enrolment.zone === own.zone ? enrolment.nextDay : null;
  return settledBy(askAnew(plan, own, enrolment, pending, now), enrolment, own);
};

async function ask({ tx, organisation, now, id, timers }: Rung): Promise<Ring> {
  const due = new Map(
    timers.flatMap((timer) =>
      timer.person === undefined ? [] : [[pairKey({ plan: timer.subject, person: timer.person }), timer]],
    ),
  );
  const pairs = [...due.values()].map(({ subject, person = '' }) => ({ plan: subject, person }));
  const { known, plans, hours } = await gather(tx, pairs, now);
  // Hours that have changed since are not asked by: the timer was a reason to look again.
  const changed = new Set((await outdated(tx, pairs.length, pairs)).map(pairKey));
  const again = new Map<string, number>();
  const settled: Settled[] = [];
  const prompts: NewPrompt[] = [];
  for (const enrolment of known) {
    const [timer, plan] = [due.get(pairKey(enrolment)), plans.get(enrolment.plan)];
    const own = hours.get(enrolment.person);
    if (!timer || !plan || !own) continue;
    const { nextDay: day } = enrolment;
    let lastDay = enrolment.lastDay;
    if (changed.has(pairKey(enrolment))) {
      const anew = plannedAnew(plan, enrolment, own, now);
      settled.push(anew);
      again.set(timer.id, anew.at ?? now + lookAgainMs);
      continue;
    }
    if (day !== null) {
      const verdict = verdictOf({ day, due: timer.due }, own, enrolment, now);
      if (verdict.kind === 'later') {
        again.set(timer.id, verdict.at);
        continue;
      }
      lastDay = day;
      if (verdict.kind !== 'not-today')
        prompts.push({
          id: id(),
          plan: plan.id,
          person: enrolment.person,
          day,
          state: verdict.kind === 'ask' ? 'open' : 'missed',
        });
    }
    const after = { ...enrolment, lastDay };
    const following = settledBy(nextAsk(plan, own, after, now), after, own);
    settled.push(following);
    again.set(timer.id, following.at ?? now + lookAgainMs);
  }
  await settle(tx, settled, now);
  const made = await makePrompts(tx, organisation, prompts, now);
  const open = prompts.filter(({ id: one, state }) => state === 'open' && made.has(one));
  await setTimers(
    tx,
    organisation,
    'checkins',
    open.flatMap(({ id: subject, person }) => {
      const own = hours.get(person);
      const remind = own && reminderAt(now, own);
      return [
        { name: 'close', subject, person, due: now + openMs },
        ...(remind === undefined ? [] : [{ name: 'remind', subject, person, due: remind }]),
      ];
    }),
    id,
  );
  return { deliveries: await promptDeliveries(tx, open, false), again };
}

async function promptDeliveries(
  tx: Transaction,
  prompts: readonly { id: string; plan: string; person: string }[],
  again: boolean,
): Promise<readonly Delivery[]> {
  const speakers = await speakersOf(
    tx,
    prompts.map(({ person }) => person),
  );
  return prompts.flatMap(({ id, plan, person }) => {
    const say = speakers.get(person);
    return say
      ? [
          {
            to: { kind: 'person' as const, person },
            card: promptCard(say, id, plan, again),
            why: 'checkins' as const,
            once: askedBy(id, again ? 'reminder' : 'prompt'),
          },
        ]
      : [];
  });
}

/** Nobody is reminded twice: where they may not be reached now, then later, once. */
async function remind({ tx, now, timers }: Rung): Promise<Ring> {
  const open = await stillOpen(
    tx,
    timers.map(({ subject }) => subject),
  );
  const hours = await hoursOf(
    tx,
    open.map(({ person }) => person),
    now,
  );
  const again = new Map<string, number>();
  const reminded = open.filter(({ id, person, closes }) => {
    const own = hours.get(person);
    const moment = own && reachable(own, now);
    if (moment === undefined || moment >= closes - hourMs) return false;
    const timer = timers.find(({ subject }) => subject === id);
    if (moment > now && timer) again.set(timer.id, moment);
    return moment <= now;
  });
  return { deliveries: await promptDeliveries(tx, reminded, true), again };
}

async function close({ tx, timers }: Rung): Promise<Ring> {
  const open = await stillOpen(
    tx,
    timers.map(({ subject }) => subject),
  );
  await closePrompts(
    tx,
    open.map(({ id }) => id),
  );
  return { deliveries: await allInTheirPlace(tx, open, closedCard) };
}

async function allInTheirPlace(
  tx: Transaction,
  open: readonly { id: string; person: string }[],
  draw: (say: Speaker) => Card,
): Promise<readonly Delivery[]> {
  const speakers = await speakersOf(
    tx,
    open.map(({ person }) => person),
  );
  return open.flatMap((one) => {
    const say = speakers.get(one.person);
    return say ? inTheirPlace(one, draw(say)) : [];
  });
}

async function invite({ tx, organisation, now, timers }: Rung): Promise<Ring> {
  const again = new Map<string, number>();
  const deliveries: Delivery[] = [];
  for (const { id, subject } of timers) {
    const plan = await planOf(tx, subject);
    if (plan?.state !== 'on') continue;
    const people = await toInvite(tx, plan, now, invitedAtOnce);
    await keepInvited(tx, organisation, plan.id, people);
    const speakers = await speakersOf(
      tx,
      people.flatMap(({ person }) => person ?? []),
    );
    const stranger = speakerOf({ language: plan.language, timeZone: 'UTC' });
    for (const { person, workspace, account } of people)
      deliveries.push({
        to: person === null ? { kind: 'stranger', workspace, account } : { kind: 'person', person },
        card: invitationCard((person !== null && speakers.get(person)) || stranger, plan),
        why: 'invitation',
      });
    // Whoever comes to the group later is asked within the hour.
    again.set(id, people.length === invitedAtOnce ? now : now + hourMs);
  }
  return { deliveries, again };
}

export const ringing: Ringing = { ask, remind, close, invite };
