// Several workspaces in one house, as a spec speaks of their people: events go straight to the core, which knows no
// platform, and each platform keeps what is sent by it.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fact } from '../../src/bot.ts';
import { type Card, plain } from '../../src/chat/card.ts';
import type { ChatEvent, Who } from '../../src/chat/event.ts';
import type { Answers, Form } from '../../src/chat/form.ts';
import type { Outcome } from '../../src/chat/message.ts';
import type { Member, Platform, Profile, Sent } from '../../src/chat/platform.ts';
import { connect, type Database } from '../../src/database/connect.ts';
import type { Limits } from '../../src/delivery/limits.ts';
import type { PaceRule } from '../../src/delivery/pace.ts';
import { makeKeyRing } from '../../src/guard/seal.ts';
import { type House, openHouse } from '../../src/house.ts';
import type { Get } from '../../src/schedule/feed.ts';
import { steady } from './clock.ts';
import { freshDatabase } from './database.ts';
import { key } from './hospital.ts';

/** As it was sent; `changedTo`: what stands in its place by now. */
export type Letter = { workspace: string; conversation: string; card: Card; changedTo?: Card };
type Weather = ((letter: Letter) => Promise<Sent | undefined>) | undefined;

/** One process: its own core, memory and lines to the database. */
export type Process = {
  house: House;
  /** Where the sealed copy for get help now lies. */
  folder: string;
  facts: Fact[];
  end(): Promise<void>;
};

export type Programme = Process & {
  /** Straight to the database, as the owner of the tables. */
  database: Database;
  url: string;
  clock: { now: number };
  /** All that went out, by whichever process. */
  letters: Letter[];
  /** What a platform answers instead of taking a message; undefined takes it. */
  weather: { send: Weather; change: Weather };
  /** `ahead`: by how many ms its clock is. */
  second(ahead?: number): Promise<Process>;
  /** The row's id of a workspace. */
  idOf(place: { name: string }): Promise<string>;
  /** The rows' ids of an account and of whose it is. */
  rowOf(person: Someone): Promise<{ id: string; person: string; organisation: string }>;
};

export const brigid = { platform: 'slack', workspace: 'T0BRIGID', name: 'St. Brigid’s' };
export const luke = {
  platform: 'teams',
  workspace: '11111111-aaaa-4aaa-8aaa-111111111111',
  name: 'St. Luke’s',
};
export const far = { platform: 'slack', workspace: 'T0FARAWAY', name: 'A hospital far away' };
type Place = typeof brigid;
const paceOf = (perSecond: number): PaceRule => ({ start: perSecond, isPublished: true, talk: [] });

/** `directory`: who is in each workspace, by its name of the platform's; without it no directory may be read. */
export async function openProgramme(
  options: {
    directory?: Readonly<Record<string, readonly Member[]>>;
    /** By account; the platforms tell of nobody else. */
    profiles?: Readonly<Record<string, Profile>>;
    limits?: Limits;
    /** What these chats are known to take. Everything at once where absent: hours go by in no time here. */
    perSecond?: number;
    /** What calendars' addresses give; without it nobody can give one. */
    get?: Get;
    /** Where a browser reaches us. */
    base?: () => string | undefined;
  } = {},
): Promise<Programme> {
  const { directory, profiles = {}, limits, perSecond = 100_000, get, base } = options;
  const fresh = await freshDatabase();
  const clock = { now: Date.UTC(2026, 10, 22, 13, 0) };
  const letters: Letter[] = [];
  const weather: Programme['weather'] = { send: undefined, change: undefined };

  const platform = (name: string): Platform => ({
    name,
    profileOf: async ({ account }) => profiles[account],
    talkWith: async ({ conversation }) => ({ kind: 'talk', conversation: `talk ${conversation}` }),
    async send({ workspace, conversation }, card) {
      const letter = { workspace, conversation, card };
      const answer = await weather.send?.(letter);
      if (answer) return answer;
      letters.push(letter);
      return { kind: 'sent', message: String(letters.length), conversation };
    },
    async change({ workspace, conversation }, message, card) {
      const answer = await weather.change?.({ workspace, conversation, card });
      if (answer) return answer;
      const before = letters[Number(message) - 1];
      if (before) before.changedTo = card;
      return { kind: 'sent', message, conversation };
    },
    find: async () => ({ kind: 'absent' }),
    membersOf: async () => ({ kind: 'members', members: [] }),
    ...(directory
      ? { directory: async (workspace) => ({ kind: 'members', members: directory[workspace] ?? [] }) }
      : {}),
    ailment: () => undefined,
  });

  async function openProcess(ahead = 0): Promise<Process> {
    const folder = await mkdtemp(join(tmpdir(), 'lamplight-programme-'));
    const facts: Fact[] = [];
    const house = await openHouse({
      database: connect(fresh.shortUrl, () => undefined),
      keys: makeKeyRing([key]),
      folder,
      now: () => clock.now + ahead,
      paces: { slack: paceOf(perSecond), teams: paceOf(perSecond) },
      steadyNow: steady(clock),
      log: (fact) => void facts.push(fact),
      ...(limits ? { limits } : {}),
      ...(get ? { get } : {}),
      ...(base ? { base } : {}),
    });
    house.add(platform('slack'));
    house.add(platform('teams'));
    await house.settle();
    // Minutes go by where a spec says so.
    await house.tick.stop();
    return {
      house,
      folder,
      facts,
      async end() {
        await house.stop(2_000);
        await rm(folder, { recursive: true, force: true });
      },
    };
  }

  const first = await openProcess();
  const others: Process[] = [];
  const database = connect(fresh.shortUrl, () => undefined, 4);
  await first.house.install({ ...brigid, coordinators: ['carla'] });
  await first.house.install({ ...luke, coordinators: ['lena'] });
  await first.house.install({ ...far, coordinators: ['fay'] });
  return {
    ...first,
    database,
    url: fresh.url,
    clock,
    letters,
    weather,
    async second(ahead = 0) {
      const other = await openProcess(ahead);
      others.push(other);
      return other;
    },
    async idOf({ name }) {
      const row = database.owner.selectFrom('workspace').select('id').where('name', '=', name);
      return (await row.executeTakeFirstOrThrow()).id;
    },
    rowOf: ({ who }) =>
      database.owner
        .selectFrom('account')
        .select(['id', 'person_id as person', 'organisation_id as organisation'])
        .where('external_id', '=', who.account)
        .executeTakeFirstOrThrow(),
    async end() {
      for (const one of [...others, first]) await one.end();
      await database.close();
      await fresh.drop();
    },
  };
}

/** Somebody, by one of their accounts, at one process. Each gives what the bot answered. */
export type Someone = {
  who: Who;
  types(verb: string, words?: string): Promise<Outcome>;
  presses(press: string, value?: string): Promise<Outcome>;
  sends(form: string, answers: Answers, carries?: string): Promise<Outcome>;
  does(event: Partial<ChatEvent> & Pick<ChatEvent, 'kind'>): Promise<Outcome>;
};

export function someone({ house }: Process, { platform, workspace }: Place, account: string): Someone {
  const who = { platform, workspace, account };
  const common = () => ({ identity: randomUUID(), who });
  const receive = (event: ChatEvent): Promise<Outcome> => house.bot.receive(event);
  return {
    who,
    types: (verb, words = '') => receive({ ...common(), kind: 'command-used', verb, words }),
    presses: (press, value = '') =>
      receive({ ...common(), kind: 'button-pressed', press, value, inForm: false }),
    sends: (form, answers, carries = '') =>
      receive({ ...common(), kind: 'form-sent', form, answers, carries }),
    does: (event) => receive({ ...common(), ...event } as ChatEvent),
  };
}

export function formIn({ answer }: Outcome): Form {
  if (answer.kind !== 'form') throw new Error(`no form, but ${JSON.stringify(answer).slice(0, 300)}`);
  return answer.form;
}

/** The name of what was answered: of a card or a form; or the words of a refusal. */
export function answered({ kind, answer }: Outcome): string {
  const what = ((): string => {
    switch (answer.kind) {
      case 'card':
      case 'replace':
      case 'home':
        return answer.card.name;
      case 'form':
        return answer.form.name;
      case 'errors':
        return Object.values(answer.errors).join(' ');
      case 'nothing':
        return 'nothing';
    }
  })();
  return kind === 'kept' ? what : `${kind}: ${what}`;
}

/** All words of a card or a form. */
export function wordsOf(shown: Card | Form): string {
  const parts = 'parts' in shown ? [shown.title, ...shown.parts] : shown.blocks;
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      switch (part.kind) {
        case 'heading':
        case 'quiet':
          return part.text;
        case 'text':
          return plain(part.text);
        case 'list':
          return part.items.map((item) => plain(item.text)).join('\n');
        case 'buttons':
          return part.buttons.map((button) => button.label).join('\n');
        default:
          return '';
      }
    })
    .join('\n');
}

/** The code that a form shows. */
export function codeIn(outcome: Outcome): string {
  const code = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(wordsOf(formIn(outcome)))?.[0];
  if (!code) throw new Error('there is no code');
  return code;
}

/** From the code to the confirmation, as two coordinators do it. */
export async function connectPlaces(from: Someone, to: Someone): Promise<Outcome> {
  const code = codeIn(await from.presses('admin.connect'));
  const confirm = formIn(await to.sends('admin.enter', { code }));
  return to.sends('admin.confirm', {}, confirm.carries);
}

/** A new code of an account, as its settings show it. */
export const codeOf = async (by: Someone): Promise<string> => codeIn(await by.presses('settings.link'));

/** The same for two accounts of one person: `to` is where the code is typed. */
export async function linkAccounts(from: Someone, to: Someone): Promise<Outcome> {
  const confirm = formIn(await to.sends('settings.enter', { code: await codeOf(from) }));
  return to.sends('settings.confirm', {}, confirm.carries);
}

/** A check-in with a note; the time moves on, so that the next one is another. */
export async function tells(
  person: Someone,
  mood: number,
  note: string,
  clock: { now: number },
): Promise<void> {
  const more = formIn(await person.sends('checkins.mood', { mood }));
  const kept = await person.sends('checkins.more', { note }, more.carries);
  if (kept.kind !== 'kept') throw new Error(`not kept: ${answered(kept)}`);
  clock.now += 2 * 3_600_000;
}

/** The notes that somebody finds in their history, newest first. */
export async function history(person: Someone): Promise<readonly string[]> {
  const outcome = await person.types('checkin', 'history');
  const list = formIn(outcome).parts.find((part) => part.kind === 'list');
  return list?.kind === 'list' ? list.items.map((item) => plain(item.text).split('\n').at(-1) ?? '') : [];
}
