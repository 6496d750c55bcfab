// What people do with what a plan sends them: join, answer by one tap, skip, pause, stop.

import type { Card } from '../../chat/card.ts';
import type { ButtonPressed } from '../../chat/event.ts';
import type { Context, FormShape, Reply } from '../../chat/feature.ts';
import type { Answers } from '../../chat/form.ts';
import type { Delivery } from '../../chat/message.ts';
import { sayOf } from '../../people/consent.ts';
import { hoursOf } from '../../people/hours.ts';
import { localDay } from '../../schedule/local-day.ts';
import { stopTimers } from '../../schedule/timers.ts';
import { planAsks } from './asking.ts';
import { goneCard } from './cards.ts';
import { idOf } from './id.ts';
import { wasInvited } from './inviting.ts';
import { arrival, nextAsk } from './plan-rules.ts';
import {
  changeEnrolment,
  type Enrolment,
  enrol,
  enrolmentsOf,
  leavePlan,
  type Plan,
  planOf,
} from './plan-store.ts';
import {
  answeredCard,
  closedCard,
  declinedCard,
  endedCard,
  joinedCard,
  leftCard,
  pausedCard,
  pauseForm,
  shiftEndCard,
  skippedCard,
  thanksCard,
} from './prompt-cards.ts';
import { type Asking, inTheirPlace } from './prompt-messages.ts';
import { openOf, type Prompt, promptOf, setPrompt } from './prompt-store.ts';
import { isMood } from './rules.ts';
import type { CheckinStore } from './store.ts';

const replaced = (card: Card, deliveries: readonly Delivery[] = []): Reply => ({
  answer: { kind: 'replace', card },
  deliveries,
});

const sceneOf = ({ tx, person, now, id }: Context) => ({ tx, organisation: person.organisation, now, id });

/** One tap: kept, and the prompt turns into thanks. */
export async function told(store: CheckinStore, context: Context, { value }: ButtonPressed): Promise<Reply> {
  const { tx, person, now, say, id, offers } = context;
  const [of = '', step, again] = value.split(' ');
  const mood = Number(step);
  const prompt = await promptOf(tx, person.id, of);
  if (!prompt || !isMood(mood)) return replaced(goneCard(say));
  const before = unanswerable(context, prompt);
  if (before) return before;
  const checkin = { id: id(), at: now, told: { mood } };
  await store.save(tx, person, checkin, now);
  await setPrompt(tx, prompt.id, 'answered', checkin.id);
  await stopTimers(tx, 'checkins', prompt.id, person.id);
  const shown = thanksCard(say, checkin.id, offers(3));
  const both = { id: prompt.id, person: person.id };
  return replaced(
    shown,
    inTheirPlace(both, answeredCard(say, checkin.id), { asking: pressed(again), shown }),
  );
}

/** On which of the two messages: that one has the answer in its place. */
const pressed = (again: string | undefined): Asking => (again === undefined ? 'prompt' : 'reminder');

/** Why this prompt takes nothing any more, in words; undefined where it does. */
function unanswerable({ say, now }: Context, { state, closes, checkin }: Prompt): Reply | undefined {
  if (state === 'answered') return replaced(checkin === null ? goneCard(say) : answeredCard(say, checkin));
  if (state === 'closed' || state === 'missed' || now >= closes) return replaced(closedCard(say));
  return undefined;
}

/** Put away; a mood that is pressed on it later is still taken, as long as it is open to that. */
export async function skip(context: Context, { value }: ButtonPressed): Promise<Reply> {
  const { tx, person, say } = context;
  const [of = '', again] = value.split(' ');
  const prompt = await promptOf(tx, person.id, of);
  if (!prompt) return replaced(goneCard(say));
  const before = unanswerable(context, prompt);
  if (before) return before;
  await setPrompt(tx, prompt.id, 'skipped');
  await stopTimers(tx, 'checkins', prompt.id, person.id);
  const shown = skippedCard(say);
  const both = { id: prompt.id, person: person.id };
  return replaced(shown, inTheirPlace(both, shown, { asking: pressed(again), shown }));
}

const ownOf = async ({ tx, person }: Context, plan: string): Promise<Enrolment | undefined> =>
  (await enrolmentsOf(tx, person.id)).find((one) => one.plan === plan);

/** A yes to this plan is a yes to being asked how they are. */
export async function join(context: Context, { value }: ButtonPressed): Promise<Reply> {
  const { tx, person, say, now } = context;
  const plan = await planOf(tx, value);
  if (plan?.state !== 'on' || !(await wasInvited(tx, person.id, plan.id))) return replaced(endedCard(say));
  await sayOf(tx, person, { checkins: true }, now);
  await enrol(tx, person, plan.id, now);
  await planAsks(sceneOf(context), [{ plan: plan.id, person: person.id }]);
  return replaced(joinedCard(say, plan, await firstAsk(context, plan)));
}

async function firstAsk(context: Context, plan: Plan) {
  const { tx, person, now } = context;
  const [own, hours] = [await ownOf(context, plan.id), (await hoursOf(tx, [person.id], now)).get(person.id)];
  const ask = own && hours && nextAsk(plan, hours, own, now);
  // When it arrives. A first day that goes by is not promised.
  return ask && arrival(ask, hours, own);
}

/** Nothing is written down of it. Whoever said yes before stays in: this button was an older one. */
export const decline = async (context: Context, { value }: ButtonPressed): Promise<Reply> => {
  const plan = (await ownOf(context, value)) && (await planOf(context.tx, value));
  return replaced(
    plan ? joinedCard(context.say, plan, await firstAsk(context, plan)) : declinedCard(context.say),
  );
};

export async function leave(context: Context, { value }: ButtonPressed): Promise<Reply> {
  const { tx, person, say } = context;
  if (idOf(value) !== value) return replaced(leftCard(say));
  const changes = await putAway(context, value);
  await leavePlan(tx, person.id, value);
  await stopTimers(tx, 'checkins', value, person.id);
  return replaced(leftCard(say), changes);
}

async function putAway({ tx, person, say }: Context, plan: string): Promise<readonly Delivery[]> {
  const changes: Delivery[] = [];
  for (const { id } of await openOf(tx, plan, person.id)) {
    await setPrompt(tx, id, 'skipped');
    await stopTimers(tx, 'checkins', id, person.id);
    changes.push(...inTheirPlace({ id, person: person.id }, skippedCard(say)));
  }
  return changes;
}

const todayOf = ({ now, say }: Context): Temporal.PlainDate => localDay(now, say.timeZone);

export async function pause(context: Context, { value }: ButtonPressed): Promise<Reply> {
  const own = await ownOf(context, value);
  if (!own) return replaced(endedCard(context.say));
  return { answer: { kind: 'form', form: await drawPause(context, value, own) } };
}

async function drawPause(context: Context, plan: string, own: Enrolment | undefined) {
  const { say, tx, person, now } = context;
  const hours = (await hoursOf(tx, [person.id], now)).get(person.id);
  return pauseForm(say, {
    plan,
    until: own?.pausedUntil ?? todayOf(context).add({ days: 7 }).toString(),
    // Only whoever has told their shifts knows what the end of one is.
    shiftEnd: own && hours && hours.shifts.length > 0 ? own.shiftEnd : undefined,
  });
}

export const pauseShape: FormShape = {
  draw: async (context, carries) => drawPause(context, carries, await ownOf(context, carries)),
  sent: pauseSent,
};

async function pauseSent(context: Context, { until }: Answers, carries: string): Promise<Reply> {
  const { tx, person, say } = context;
  if (!(await ownOf(context, carries))) return replaced(endedCard(say));
  const day = typeof until === 'string' ? Temporal.PlainDate.from(until) : undefined;
  const days = day && todayOf(context).until(day, { largestUnit: 'days' }).days;
  if (!day || days === undefined || days < 1 || days > 366)
    return { answer: { kind: 'errors', errors: { until: say('prompt.pause-when') } } };
  const changes = await putAway(context, carries);
  await changeEnrolment(tx, person.id, carries, { pausedUntil: day.toString() });
  await planAsks(sceneOf(context), [{ plan: carries, person: person.id }]);
  return replaced(pausedCard(say, day.toString()), changes);
}

export async function shiftEnd(context: Context, { value }: ButtonPressed): Promise<Reply> {
  const { tx, person, say } = context;
  const [plan = '', wish] = value.split(' ');
  if (!(await ownOf(context, plan))) return replaced(endedCard(say));
  await changeEnrolment(tx, person.id, plan, { shiftEnd: wish === 'on' });
  await planAsks(sceneOf(context), [{ plan, person: person.id }]);
  return replaced(shiftEndCard(say, wish === 'on'));
}
