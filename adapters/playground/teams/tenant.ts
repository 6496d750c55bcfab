// What there is in the pretend tenant. All of it in memory; what must outlive a restart can be saved as JSON.
import { randomBytes } from 'node:crypto';
import { z } from 'zod';

export type Thing = Record<string, unknown>;
export const isThing = (value: unknown): value is Thing =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What JSON has for a word or a number; '' for anything else. */
export const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';

export type Person = {
  /** As one bot knows one person: `29:…`. */
  id: string;
  /** Entra object id. */
  aad: string;
  name: string;
  mail: string;
  /** As Teams writes it: `en-US`. */
  locale: string;
  /** IANA zone. */
  tz: string;
  guest?: boolean;
};

export type Team = {
  /** `19:…@thread.tacv2`, as its General channel's. */
  id: string;
  name: string;
  channels: readonly { id: string; name: string }[];
  /** Ids of persons. */
  members: readonly string[];
  installed?: boolean;
};

/** A group chat. */
export type Group = {
  /** `19:…@thread.v2` or `19:…@unq.gbl.spaces`. */
  id: string;
  /** Absent: it is called by the names of those in it. */
  name?: string;
  /** Ids of persons. */
  members: readonly string[];
  installed?: boolean;
};

const thing = z.record(z.string(), z.unknown());

/** What one person sees otherwise than the others: a card in the card's place, words below it. */
const own = z.object({ card: thing.exactOptional(), words: z.string().exactOptional() });

const talk = z.object({
  /** `a:…` for a person's own talk with the bot, else the channel's `19:…@thread.tacv2` or the group chat's `19:…`. */
  id: z.string(),
  kind: z.enum(['personal', 'channel', 'group']),
  name: z.string(),
  person: z.string().exactOptional(),
  team: z.string().exactOptional(),
});

const message = z.object({
  id: z.string(),
  talk: z.string(),
  from: z.string(),
  /** Epoch milliseconds of business time. */
  at: z.number(),
  text: z.string(),
  format: z.enum(['plain', 'markdown']),
  card: thing.exactOptional(),
  summary: z.string().exactOptional(),
  /** Mentions that would take effect: what stands in the text, and whom it calls. */
  mentions: z.array(z.object({ text: z.string(), id: z.string(), name: z.string() })),
  edited: z.literal(true).exactOptional(),
  /** The first message of its reply chain, in a channel. */
  root: z.string().exactOptional(),
  /** By ids of persons. */
  own: z.record(z.string(), own),
});

const saved = z.object({
  version: z.literal(1),
  installedFor: z.array(z.string()),
  blockedBy: z.array(z.string()),
  installedIn: z.array(z.string()),
  members: z.array(z.tuple([z.string(), z.array(z.string())])),
  talks: z.array(talk),
  messages: z.array(message),
});

export type Talk = z.infer<typeof talk>;
export type Message = z.infer<typeof message>;
export type OwnVersion = z.infer<typeof own>;

export type Start = {
  tenant: { id: string; name: string };
  bot: { id: string; name: string };
  people: readonly Person[];
  teams: readonly Team[];
  groups?: readonly Group[];
  installedFor?: readonly string[];
  state?: unknown;
  onChange?: () => void;
  now?: () => number;
};

export type Tenant = ReturnType<typeof makeTenant>;

export function makeTenant(start: Start) {
  const now = start.now ?? Date.now;
  const changed = start.onChange ?? (() => undefined);
  const read = saved.safeParse(start.state);
  const before = read.success ? read.data : undefined;

  const people = new Map(start.people.map((one) => [one.id, one]));
  const teams = new Map(start.teams.map((one) => [one.id, one]));
  const installedFor = new Set(before?.installedFor ?? start.installedFor);
  const blockedBy = new Set(before?.blockedBy);
  // Teams and group chats alike. What the saved state does not know begins as it was given.
  const companies: readonly (Team | Group)[] = [...start.teams, ...(start.groups ?? [])];
  const installedIn = new Set(before?.installedIn);
  const members = new Map(companies.map((one) => [one.id, new Set(one.members)]));
  const known = new Map(before?.members);
  for (const { id, installed } of companies) {
    const ids = known.get(id);
    if (ids) members.set(id, new Set(ids));
    else if (installed) installedIn.add(id);
  }
  const talks = new Map<string, Talk>(before?.talks.map((one) => [one.id, one]));
  for (const team of start.teams)
    for (const { id, name } of team.channels) talks.set(id, { id, kind: 'channel', name, team: team.id });
  for (const { id, name = '' } of start.groups ?? []) talks.set(id, { id, kind: 'group', name });
  const messages = new Map<string, Message[]>();
  let lastStamp = 0;

  for (const one of before?.messages ?? []) {
    lastStamp = Math.max(lastStamp, Number(one.id));
    listOf(one.talk).push(one);
  }

  function listOf(id: string): Message[] {
    const list = messages.get(id) ?? [];
    messages.set(id, list);
    return list;
  }

  /** An id of a message: epoch milliseconds, never twice, always growing. */
  function stamp(): string {
    lastStamp = Math.max(lastStamp + 1, Math.round(now()));
    return String(lastStamp);
  }

  function personal(person: string): Talk {
    for (const one of talks.values()) if (one.person === person) return one;
    const made: Talk = {
      id: `a:1${randomBytes(64).toString('base64url')}`,
      kind: 'personal',
      name: start.bot.name,
      person,
    };
    talks.set(made.id, made);
    changed();
    return made;
  }

  const tenant = {
    id: start.tenant.id,
    name: start.tenant.name,
    bot: start.bot,
    people,
    teams,
    talks,
    installedFor,
    blockedBy,
    installedIn,
    now,
    changed,
    stamp,
    personal,
    /** Of a team or a group chat. */
    membersOf: (company: string): Set<string> => members.get(company) ?? new Set(),
    /** By `29:…` or by Entra object id. */
    personBy: (id: string): Person | undefined =>
      people.get(id) ?? [...people.values()].find((one) => one.aad === id),
    /** Whether this person may look into it. */
    sees: (person: string, talk: Talk): boolean =>
      talk.kind === 'personal'
        ? talk.person === person
        : (members.get(companyOf(talk))?.has(person) ?? false),
    /** Whether the bot is in it. */
    holdsBot: (talk: Talk): boolean =>
      talk.kind === 'personal' ? installedFor.has(talk.person ?? '') : installedIn.has(companyOf(talk)),
    messagesIn: (id: string): readonly Message[] => messages.get(id) ?? [],
    find: (id: string, message: string): Message | undefined =>
      messages.get(id)?.findLast((one) => one.id === message),
    post(said: Omit<Message, 'id' | 'at' | 'own'>): Message {
      const made: Message = { ...said, id: stamp(), at: now(), own: {} };
      listOf(made.talk).push(made);
      changed();
      return made;
    },
    replace(old: Message, next: Message): void {
      const list = listOf(old.talk);
      const at = list.findIndex((one) => one.id === old.id);
      if (at >= 0) list[at] = next;
      changed();
    },
    remove(old: Message): void {
      const list = listOf(old.talk);
      const at = list.findIndex((one) => one.id === old.id);
      if (at >= 0) list.splice(at, 1);
      changed();
    },
    save(): z.infer<typeof saved> {
      return {
        version: 1,
        installedFor: [...installedFor],
        blockedBy: [...blockedBy],
        installedIn: [...installedIn],
        members: [...members].map(([company, ids]) => [company, [...ids]]),
        talks: [...talks.values()],
        messages: [...messages.values()].flat(),
      };
    },
  };
  return tenant;
}

/** Whose members are in it: a channel's team, a group chat itself. */
export const companyOf = ({ team, id }: Talk): string => team ?? id;

/** `19:…@thread.tacv2;messageid=1700000000000`: a channel, and the reply chain in it. */
export function partsOf(conversation: string): { talk: string; root?: string } {
  const [talk = '', root] = conversation.split(';messageid=');
  return root === undefined ? { talk } : { talk, root };
}
