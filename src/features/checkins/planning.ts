// Coordinators plan check-ins for a group: a form, a look at what would come of it, and only then are people invited.
import { setImmediate as breath } from 'node:timers/promises';
import type { ButtonPressed } from '../../chat/event.ts';
import { type Context, type Feature, type Reply, verbButton } from '../../chat/feature.ts';
import type { Answers, Form } from '../../chat/form.ts';
import { audiences } from '../../people/audience.ts';
import { note } from '../../people/audit.ts';
import { holidaysAfter, setHolidays } from '../../people/hours.ts';
import { beginInviting, endPlan } from './asking.ts';
import { toInvite } from './inviting.ts';
import {
  begunCard,
  droppedCard,
  holidaysForm,
  holidaysKeptCard,
  makeForm,
  noGroupsCard,
  type Preview,
  planEndedCard,
  planGoneCard,
  plansCard,
  previewCard,
} from './plan-cards.ts';
import {
  arrival,
  isLibraryQuestion,
  isWeekday,
  mostQuestions,
  nextAsk,
  type Own,
  type Question,
} from './plan-rules.ts';
import {
  plans as allPlans,
  beginPlan,
  countEnrolled,
  draftPlan,
  type Plan,
  planOf,
  removePlan,
} from './plan-store.ts';
import { lastMissed } from './prompt-store.ts';

export const plans: Feature = {
  name: 'plans',
  roles: ['coordinator'],
  commands: [
    {
      verb: 'schedule',
      label: 'command.schedule',
      hint: 'command.schedule-hint',
      also: ['schedules', 'plan check-ins', 'programar', 'programacion', 'programación'],
      roles: ['coordinator', 'steward'],
      run: list,
    },
  ],
  presses: {
    make,
    begin,
    drop,
    end,
    holidays: async (context) => ({ answer: { kind: 'form', form: await drawHolidays(context) } }),
  },
  forms: {
    make: { draw: async ({ tx, say }) => makeForm(say, await audiences(tx)), sent: made },
    holidays: { draw: drawHolidays, sent: keepHolidays },
  },
  admin: ({ say }) => [verbButton('schedule', say('command.schedule'))],
};

/** A coordinator hears of a day that went by for as long as somebody may still ask about it. */
const missedDays = 14;

async function list({ tx, person, say, now }: Context): Promise<Reply> {
  const all = [];
  const missed = await lastMissed(tx, new Date(now - missedDays * 86_400_000).toISOString().slice(0, 10));
  for (const plan of await allPlans(tx))
    all.push({ plan, enrolled: await countEnrolled(tx, plan.id), missed: missed.get(plan.id) });
  return { answer: { kind: 'card', card: plansCard(say, all, person.roles.includes('coordinator')) } };
}

async function make({ tx, say }: Context): Promise<Reply> {
  const groups = await audiences(tx);
  if (groups.length === 0) return { answer: { kind: 'card', card: noGroupsCard(say) } };
  return { answer: { kind: 'form', form: makeForm(say, groups) } };
}

async function made(context: Context, answers: Answers): Promise<Reply> {
  const { tx, person, say, now, id } = context;
  const audience = (await audiences(tx)).find((one) => one.id === answers.group);
  const days = (Array.isArray(answers.days) ? answers.days : []).map(Number).filter(isWeekday);
  const questions = questionsIn(answers);
  const errors = {
    ...(audience ? {} : { group: say('plan.group-gone') }),
    ...(days.length > 0 ? {} : { days: say('plan.no-days') }),
    ...(questions.length > mostQuestions ? { questions: say('plan.too-many', { most: mostQuestions }) } : {}),
  };
  if (!audience || Object.keys(errors).length > 0) return { answer: { kind: 'errors', errors } };
  const plan = {
    id: id(),
    by: person,
    audience: audience.id,
    days,
    at: typeof answers.at === 'string' ? answers.at : '16:00',
    starts: answers.starts === 'shift' ? ('shift' as const) : ('time' as const),
    questions,
  };
  await draftPlan(tx, plan, now);
  return preview(context, plan.id, undefined);
}

function questionsIn({ questions, own }: Answers): readonly Question[] {
  const words = typeof own === 'string' ? own.trim() : '';
  return [
    ...(Array.isArray(questions) ? questions : [])
      .filter(isLibraryQuestion)
      .map((key): Question => ({ kind: 'library', key })),
    ...(words === '' ? [] : [{ kind: 'own' as const, words }]),
  ];
}

/** `before`: how many were to be invited when it was shown last. */
async function preview(context: Context, id: string, before: number | undefined): Promise<Reply> {
  const { tx, say } = context;
  const plan = await planOf(tx, id);
  if (plan?.state !== 'draft') return { answer: { kind: 'replace', card: planGoneCard(say) } };
  const seen = await foresee(context, plan);
  const changed = before !== undefined && before !== seen.invited;
  return { answer: { kind: 'replace', card: previewCard(say, plan, seen, changed) } };
}

const newcomer: Own = { shiftEnd: false, pausedUntil: null, lastDay: null };

/** Whom it would reach, and when, if everybody said yes now. Whoever nobody has met yet has no hours that we know. */
async function foresee({ tx, now, expectedEnd }: Context, plan: Plan): Promise<Preview> {
  const people = await toInvite(tx, plan, now);
  const asks: { day: string; at: number | undefined; zone: string; workspace: string }[] = [];
  for (const [index, { hours, workspace }] of people.entries()) {
    const ask = hours && nextAsk(plan, hours, newcomer, now);
    if (ask) asks.push({ day: ask.day, at: arrival(ask, hours, newcomer), zone: hours.zone, workspace });
    // Whoever presses something meanwhile does not wait for all of them.
    if (index % 100 === 99) await breath();
  }
  const [day] = asks.map((ask) => ask.day).toSorted();
  const onDay = asks.filter((ask) => ask.day === day);
  const times = onDay
    .flatMap(({ at, zone }) =>
      at === undefined
        ? []
        : [
            Temporal.Instant.fromEpochMilliseconds(at)
              .toZonedDateTimeISO(zone)
              .toPlainTime()
              .toString({ smallestUnit: 'minute' }),
          ],
    )
    .toSorted();
  const [from, until] = [times[0], times.at(-1)];
  const fanOut = onDay.flatMap(({ at, workspace }) => (at === undefined ? [] : [{ workspace, due: at }]));
  const [last, end] = [Math.max(0, ...fanOut.map(({ due }) => due)), await expectedEnd(fanOut)];
  return {
    invited: people.length,
    invitedBy: await expectedEnd(people.map(({ workspace, reach }) => ({ workspace, due: reach }))),
    takesMinutes: end === undefined ? 0 : Math.ceil((end - last) / 60_000),
    first: day !== undefined && from !== undefined && until !== undefined ? { day, from, until } : undefined,
    notReached: onDay.length - times.length,
  };
}

async function begin(context: Context, { value }: ButtonPressed): Promise<Reply> {
  const { tx, say, person, now, id } = context;
  const [of = '', shown] = value.split(' ');
  const plan = await planOf(tx, of);
  if (plan?.state !== 'draft') return { answer: { kind: 'replace', card: planGoneCard(say) } };
  const invited = (await toInvite(tx, plan, now)).length;
  // Nobody is asked whom the coordinator did not see in the number.
  if (invited !== Number(shown)) return preview(context, plan.id, Number(shown));
  if (!(await beginPlan(tx, plan.id))) return { answer: { kind: 'replace', card: planGoneCard(say) } };
  await beginInviting({ tx, organisation: person.organisation, now, id }, plan.id);
  await note(context, { what: 'checkins-planned', group: plan.group });
  return { answer: { kind: 'replace', card: begunCard(say, plan, invited) } };
}

async function drop({ tx, say }: Context, { value }: ButtonPressed): Promise<Reply> {
  const plan = await planOf(tx, value);
  if (plan?.state !== 'draft') return { answer: { kind: 'replace', card: planGoneCard(say) } };
  await removePlan(tx, plan.id);
  return { answer: { kind: 'replace', card: droppedCard(say) } };
}

async function end(context: Context, { value }: ButtonPressed): Promise<Reply> {
  const { tx, say } = context;
  const plan = await planOf(tx, value);
  if (plan?.state !== 'on') return { answer: { kind: 'replace', card: planGoneCard(say) } };
  const deliveries = await endPlan(tx, plan.id);
  await note(context, { what: 'checkins-ended', group: plan.group });
  return { answer: { kind: 'replace', card: planEndedCard(say, plan.group) }, deliveries };
}

async function drawHolidays({ tx, say, now }: Context): Promise<Form> {
  return holidaysForm(say, await holidaysAfter(tx, now));
}

async function keepHolidays({ tx, say, person }: Context, { days }: Answers): Promise<Reply> {
  const typed = (typeof days === 'string' ? days : '').split(/[\s,;]+/).filter((word) => word !== '');
  const wrong = typed.find((word) => !isDate(word));
  if (wrong !== undefined) {
    const words = say('plan.holidays-wrong', { word: wrong.slice(0, 30) });
    return { answer: { kind: 'errors', errors: { days: words } } };
  }
  await setHolidays(tx, person.organisation, typed);
  return { answer: { kind: 'replace', card: holidaysKeptCard(say, new Set(typed).size) } };
}

function isDate(word: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(word)) return false;
  try {
    return Temporal.PlainDate.from(word).year > 2000;
  } catch {
    return false;
  }
}
