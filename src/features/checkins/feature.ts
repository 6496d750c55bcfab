// Check-ins: how are you, right now, privately. The shell: loads, decides, saves, says what is to be said.
import type { Item } from '../../chat/card.ts';
import { type Context, type Feature, leadOf, type Reply } from '../../chat/feature.ts';
import type { Answers } from '../../chat/form.ts';
import type { KeyRing } from '../../guard/seal.ts';
import { endOfGroup, followHours, ringing } from './asking.ts';
import { goneCard, historyButton, historyForm, homeBlocks, moodForm, moreForm, offersForm } from './cards.ts';
import { idOf } from './id.ts';
import { isAgreement } from './plan-rules.ts';
import { enrolmentsOf, planOf } from './plan-store.ts';
import { enrolmentItem, questionWords } from './prompt-cards.ts';
import { planBehind } from './prompt-store.ts';
import { decline, join, leave, pause, pauseShape, shiftEnd, skip, told } from './prompting.ts';
import { isMood, isTopic, type Told } from './rules.ts';
import { type CheckinStore, makeCheckinStore } from './store.ts';

const yearMs = 366 * 24 * 3_600_000;
/** More than anybody has in a year of three a day. */
const mostInHistory = 1_100;

const toHistory = ['history', 'trend', 'historial', 'tendencia'];

export function checkins(keys: KeyRing): Feature {
  const store = makeCheckinStore(keys);
  return {
    name: 'checkins',
    commands: [
      {
        verb: 'checkin',
        short: true,
        label: 'command.checkin',
        hint: 'command.checkin-hint',
        also: ['check-in', 'check in', 'mood', 'registro', 'animo', 'ánimo', 'como estoy', 'cómo estoy'],
        leads: toHistory,
        run: (context, words) =>
          leadOf({ leads: toHistory }, words) ? history(store, context, 0) : ask(store, context),
      },
    ],
    presses: {
      history: (context, press) => history(store, context, pageFrom(press.value)),
      change: (context, press) => change(store, context, press.value),
      more: (context, press) => more(store, context, press.value),
      told: (context, press) => told(store, context, press),
      skip,
      join,
      decline,
      leave,
      pause,
      'shift-end': shiftEnd,
    },
    forms: {
      mood: {
        draw: (context, carries) => moodForm(context.say, carries, undefined),
        sent: (context, answers, carries) => keepMood(store, context, answers, carries),
      },
      more: {
        draw: async (context, carries) => {
          const checkin = await store.one(context.tx, context.person, idOf(carries));
          return moreForm(
            context.say,
            checkin === 'none' ? { id: carries, at: context.now, told: { mood: 3 } } : checkin,
            await asked(context, carries),
          );
        },
        sent: (context, answers, carries) => keepMore(store, context, answers, carries),
      },
      pause: pauseShape,
    },
    home: async (context) => homeBlocks(context.say, await planned(context)),
    offers: ({ say }) => [historyButton(say)],
    timers: ringing,
    groupGoes: endOfGroup,
    hourly: async (scene) => {
      await followHours(scene);
      return [];
    },
  };
}

/** What the plan behind this check-in asks beside the mood, in words. */
async function asked({ tx, person, say }: Context, checkin: string): Promise<readonly string[]> {
  const plan = await planBehind(tx, person.id, idOf(checkin));
  return plan === undefined
    ? []
    : ((await planOf(tx, plan))?.questions ?? []).map((question) => questionWords(say, question));
}

/** The plans that somebody said yes to, one by one. */
async function planned({ tx, person, say }: Context): Promise<readonly Item[]> {
  const items: Item[] = [];
  for (const { plan, pausedUntil } of await enrolmentsOf(tx, person.id)) {
    const found = await planOf(tx, plan);
    if (found) items.push(enrolmentItem(say, found, pausedUntil));
  }
  return items;
}

async function more(store: CheckinStore, context: Context, id: string): Promise<Reply> {
  const checkin = await store.one(context.tx, context.person, idOf(id));
  if (checkin === 'none') return { answer: { kind: 'replace', card: goneCard(context.say) } };
  return { answer: { kind: 'form', form: moreForm(context.say, checkin, await asked(context, id)) } };
}

async function ask(store: CheckinStore, { tx, person, say, now }: Context): Promise<Reply> {
  const before = await store.ofThisMoment(tx, person, now);
  return {
    answer: {
      kind: 'form',
      form: before === 'none' ? moodForm(say, '', undefined) : moodForm(say, before.id, before.at),
    },
  };
}

async function change(store: CheckinStore, context: Context, id: string): Promise<Reply> {
  const checkin = await store.one(context.tx, context.person, idOf(id));
  if (checkin === 'none') return { answer: { kind: 'card', card: goneCard(context.say) } };
  return { answer: { kind: 'form', form: moodForm(context.say, checkin.id, checkin.at) } };
}

/** `carries` names a check-in to change; without it, one of the last hour changes and anything older stays beside a new one. */
async function keepMood(
  store: CheckinStore,
  context: Context,
  answers: Answers,
  carries: string,
): Promise<Reply> {
  const { tx, person, now, say, id } = context;
  const { mood } = answers;
  if (!isMood(mood)) throw new Error('a checked scale holds a mood');
  const named = carries === '' ? undefined : await store.one(tx, person, idOf(carries));
  if (named === 'none') return gone(context);
  const before = named ?? (await store.ofThisMoment(tx, person, now));
  const checkin =
    before === 'none' ? { id: id(), at: now, told: { mood } } : { ...before, told: { ...before.told, mood } };
  await store.save(tx, person, checkin, now);
  return { answer: { kind: 'form', form: moreForm(say, checkin, []) } };
}

async function keepMore(
  store: CheckinStore,
  context: Context,
  answers: Answers,
  carries: string,
): Promise<Reply> {
  const { tx, person, now, say, offers } = context;
  const before = await store.one(tx, person, idOf(carries));
  if (before === 'none') return gone(context);
  const { topic, note } = answers;
  const also = (await asked(context, carries)).flatMap((words, index) => {
    const agrees = answers[`also-${index}`];
    return isAgreement(agrees) ? [{ asked: words, agrees }] : [];
  });
  const told: Told = {
    mood: before.told.mood,
    ...(isTopic(topic) ? { topic } : {}),
    ...(typeof note === 'string' && note.trim() !== '' ? { note } : {}),
    ...(also.length > 0 ? { also } : {}),
  };
  const checkin = { ...before, told };
  await store.save(tx, person, checkin, now);
  return { answer: { kind: 'form', form: offersForm(say, checkin, offers(told.mood)) } };
}

async function history(store: CheckinStore, context: Context, from: number): Promise<Reply> {
  const { tx, person, now, say } = context;
  const all = await store.since(tx, person, now - yearMs, mostInHistory);
  return { answer: { kind: 'form', form: historyForm(say, all, from, now) } };
}

/** Somebody else's check-in, or one that is no more: the same words, so that nobody learns which. */
function gone({ say }: Context): Reply {
  return { answer: { kind: 'errors', errors: { '': say('checkin.gone') } } };
}

const pageFrom = (value: string): number => {
  const from = Number(value);
  return Number.isInteger(from) && from > 0 ? from : 0;
};
