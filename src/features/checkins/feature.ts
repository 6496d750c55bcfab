// Check-ins: how are you, right now, privately. The shell: loads, decides, saves, says what is to be said.
import { type Context, type Feature, leadOf, type Reply } from '../../chat/feature.ts';
import type { Answers } from '../../chat/form.ts';
import type { KeyRing } from '../../guard/seal.ts';
import { goneCard, historyButton, historyForm, homeBlocks, moodForm, moreForm, offersForm } from './cards.ts';
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
          );
        },
        sent: (context, answers, carries) => keepMore(store, context, answers, carries),
      },
    },
    home: async ({ say }) => homeBlocks(say),
    offers: ({ say }) => [historyButton(say)],
  };
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
  return { answer: { kind: 'form', form: moreForm(say, checkin) } };
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
  const told: Told = {
    mood: before.told.mood,
    ...(isTopic(topic) ? { topic } : {}),
    ...(typeof note === 'string' && note.trim() !== '' ? { note } : {}),
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

/** What comes back from a chat may be anything; a uuid column takes uuids only. */
const idOf = (value: string): string =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value) ? value : '00000000-0000-0000-0000-000000000000';
