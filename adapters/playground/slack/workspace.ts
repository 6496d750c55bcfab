// What there is in the pretend workspace. All of it in memory; what must outlive a restart can be saved as JSON.
import { randomBytes } from 'node:crypto';
import { z } from 'zod';

export type Thing = Record<string, unknown>;
export const isThing = (value: unknown): value is Thing =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const block = z.looseObject({ type: z.string(), block_id: z.string() });
const thing = z.record(z.string(), z.unknown());

const person = z.object({
  id: z.string(),
  name: z.string(),
  realName: z.string(),
  /** As Slack writes it: `en-US`. */
  locale: z.string(),
  /** IANA zone. */
  tz: z.string(),
  mail: z.string().exactOptional(),
  /** What they do, as their profile says. */
  title: z.string().exactOptional(),
  guest: z.boolean().exactOptional(),
  deleted: z.boolean().exactOptional(),
  /** Another app's. */
  bot: z.boolean().exactOptional(),
  /** Of another workspace: they are here in a shared channel, and in no directory. */
  team: z.string().exactOptional(),
});

const conversation = z.object({
  id: z.string(),
  kind: z.enum(['channel', 'direct', 'group']),
  name: z.string(),
  members: z.array(z.string()),
  archived: z.boolean(),
  /** A channel that only its members can see. */
  secret: z.boolean().exactOptional(),
});

const message = z.object({
  ts: z.string(),
  channel: z.string(),
  user: z.string(),
  /** As Slack keeps it: `&`, `<` and `>` escaped, mentions and links in angle brackets. */
  text: z.string(),
  blocks: z.array(block).exactOptional(),
  thread_ts: z.string().exactOptional(),
  edited: z.object({ user: z.string(), ts: z.string() }).exactOptional(),
  metadata: z.object({ event_type: z.string(), event_payload: thing }).exactOptional(),
  /** Only this person sees it, and nobody can read it back. */
  ephemeralFor: z.string().exactOptional(),
  client_msg_id: z.string().exactOptional(),
});

const view = z.object({
  id: z.string(),
  team_id: z.string(),
  type: z.enum(['modal', 'home']),
  title: thing.nullable(),
  submit: thing.nullable(),
  close: thing.nullable(),
  blocks: z.array(block),
  private_metadata: z.string(),
  callback_id: z.string(),
  external_id: z.string(),
  hash: z.string(),
  state: z.object({ values: z.record(z.string(), z.record(z.string(), thing)) }),
  clear_on_close: z.boolean(),
  notify_on_close: z.boolean(),
  root_view_id: z.string(),
  previous_view_id: z.string().nullable(),
  app_id: z.string(),
  bot_id: z.string(),
  app_installed_team_id: z.string(),
});

const saved = z.object({
  version: z.literal(1),
  installed: z.boolean(),
  people: z.array(person),
  conversations: z.array(conversation),
  messages: z.array(message),
  homes: z.array(z.tuple([z.string(), view])),
  modals: z.array(z.tuple([z.string(), z.array(view)])),
});

export type Block = z.infer<typeof block>;
export type Person = z.infer<typeof person>;
export type Channel = {
  id: string;
  name: string;
  members: readonly string[];
  archived?: boolean;
  secret?: boolean;
};
export type Conversation = z.infer<typeof conversation>;
export type Message = z.infer<typeof message>;
/** A view as Slack's payloads carry it. */
export type View = z.infer<typeof view>;
/** `view`: the modal in which it arose. */
export type Trigger = { user: string; at: number; used: boolean; view?: string };
/** `source`: the message whose button gave it. */
export type ResponseUrl = { user: string; channel: string; at: number; uses: number; source?: string };
export type Call = { method: string; args: unknown; answer: unknown; at: number };

export type Named = { id: string; name: string };

export type Start = {
  team: Named;
  /** The organisation that the team belongs to, with its other teams: people, talks and messages are the organisation's. */
  enterprise?: Named & { teams: readonly Named[] };
  /** False: nobody has installed the app yet. */
  installed?: boolean;
  botUser: string;
  /** The bot's handle; `lamplight` where absent. */
  botName?: string;
  appId: string;
  people: readonly Person[];
  channels: readonly Channel[];
  scopes: readonly string[];
  state?: unknown;
  onChange?: () => void;
  now?: () => number;
  /** What triggers and response addresses live by: never moved ahead. `now` where absent. */
  realNow?: () => number;
};

export type Workspace = ReturnType<typeof makeWorkspace>;

export function makeWorkspace(start: Start) {
  const now = start.now ?? Date.now;
  const realNow = start.realNow ?? now;
  const changed = start.onChange ?? (() => undefined);
  const read = saved.safeParse(start.state);
  const before = read.success ? read.data : undefined;

  const people = new Map<string, Person>();
  const botName = start.botName ?? 'lamplight';
  const bot: Person = {
    id: start.botUser,
    name: botName,
    realName: `${botName.charAt(0).toUpperCase()}${botName.slice(1)}`,
    locale: 'en-US',
    tz: 'UTC',
  };
  for (const one of [bot, ...start.people, ...(before?.people ?? [])]) people.set(one.id, { ...one });
  const conversations = new Map<string, Conversation>();
  for (const { id, name, members, archived, secret } of start.channels)
    conversations.set(id, {
      id,
      kind: 'channel',
      name,
      members: [...members],
      archived: archived ?? false,
      ...(secret ? { secret } : {}),
    });
  for (const one of before?.conversations ?? []) conversations.set(one.id, one);
  const messages = new Map<string, Message[]>();
  const homes = new Map<string, View>(before?.homes);
  const modals = new Map<string, View[]>(before?.modals);
  const triggers = new Map<string, Trigger>();
  const responseUrls = new Map<string, ResponseUrl>();
  let lastStamp = 0;

  for (const one of before?.messages ?? []) {
    lastStamp = Math.max(lastStamp, Math.round(Number(one.ts) * 1e6));
    listOf(one.channel).push(one);
  }

  function listOf(channel: string): Message[] {
    const list = messages.get(channel) ?? [];
    messages.set(channel, list);
    return list;
  }

  /** Upper case letters and digits after the prefix, as Slack's ids are. */
  const id = (prefix: string): string =>
    prefix +
    Array.from(randomBytes(9), (byte) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.charAt(byte & 31)).join('');

  /** A message time stamp: never twice, always growing. */
  function stamp(): string {
    lastStamp = Math.max(lastStamp + 1, Math.round(now() * 1000));
    return `${Math.floor(lastStamp / 1e6)}.${String(lastStamp % 1e6).padStart(6, '0')}`;
  }

  const direct = (user: string): Conversation => {
    for (const one of conversations.values())
      if (one.kind === 'direct' && one.members.includes(user)) return one;
    const made: Conversation = {
      id: `D${user.slice(1)}`,
      kind: 'direct',
      name: people.get(user)?.name ?? user,
      members: [user, start.botUser],
      archived: false,
    };
    conversations.set(made.id, made);
    changed();
    return made;
  };

  const workspace = {
    /** Where people sit at this moment: in an organisation they may go from one team to another. */
    team: start.team,
    enterprise: start.enterprise,
    /** Installed for all of the organisation. */
    whole: start.enterprise !== undefined,
    botUser: start.botUser,
    appId: start.appId,
    botId: `B${start.appId.slice(1)}`,
    scopes: new Set(start.scopes),
    installed: before?.installed ?? start.installed ?? true,
    people,
    conversations,
    homes,
    modals,
    triggers,
    responseUrls,
    now,
    realNow,
    changed,
    id,
    stamp,
    direct,
    messagesIn: (channel: string): readonly Message[] => messages.get(channel) ?? [],
    find: (channel: string, ts: string): Message | undefined =>
      messages.get(channel)?.findLast((one) => one.ts === ts),
    post(said: Omit<Message, 'ts'>): Message {
      const made = { ...said, ts: stamp() };
      listOf(made.channel).push(made);
      changed();
      return made;
    },
    replace(old: Message, next: Message): void {
      const list = listOf(old.channel);
      const at = list.indexOf(old);
      if (at >= 0) list[at] = next;
      changed();
    },
    remove(old: Message): void {
      const list = listOf(old.channel);
      const at = list.indexOf(old);
      if (at >= 0) list.splice(at, 1);
      changed();
    },
    newTrigger(user: string, inView?: string): string {
      for (const [old, trigger] of triggers) if (realNow() - trigger.at > 60_000) triggers.delete(old);
      const made = `${randomBytes(4).readUInt32BE()}.${randomBytes(4).readUInt32BE()}.${randomBytes(16).toString('hex')}`;
      const view = inView === undefined ? {} : { view: inView };
      triggers.set(made, { user, at: realNow(), used: false, ...view });
      return made;
    },
    newResponseUrl(user: string, channel: string, source?: string): string {
      const made = randomBytes(18).toString('base64url');
      for (const [old, url] of responseUrls) if (realNow() - url.at > 3_600_000) responseUrls.delete(old);
      responseUrls.set(made, {
        user,
        channel,
        at: realNow(),
        uses: 0,
        ...(source === undefined ? {} : { source }),
      });
      return made;
    },
    save(): z.infer<typeof saved> {
      return {
        version: 1,
        installed: workspace.installed,
        people: [...people.values()],
        conversations: [...conversations.values()],
        messages: [...messages.values()].flat(),
        homes: [...homes],
        modals: [...modals],
      };
    },
  };
  return workspace;
}

/** Gives ids to blocks and elements that came without, as Slack does. */
export function withIds(blocks: readonly unknown[]): Block[] {
  const short = (): string => randomBytes(4).toString('base64url').slice(0, 5);
  const element = (value: unknown): unknown =>
    isThing(value) && typeof value.type === 'string' && needsActionId(value)
      ? { ...value, action_id: short() }
      : value;
  return blocks.filter(isThing).map((one) => ({
    ...one,
    ...(one.type === 'actions' && Array.isArray(one.elements) ? { elements: one.elements.map(element) } : {}),
    ...(one.accessory === undefined ? {} : { accessory: element(one.accessory) }),
    ...(one.element === undefined ? {} : { element: element(one.element) }),
    type: String(one.type),
    block_id: typeof one.block_id === 'string' ? one.block_id : short(),
  }));
}

const needsActionId = (element: Thing): boolean =>
  element.action_id === undefined && element.type !== 'image';
