// Payload → event. What is not for us (our own messages, edits, strangers from shared channels) reads as nothing.
import { z } from 'zod';
import type { ChatEvent, Place, Who } from '../../src/chat/event.ts';
import { readAnswers } from './answers.ts';
import { isRecord } from './parse.ts';

/** The way back to whoever did it. */
export type Door =
  | { kind: 'command'; trigger: string; respond: string }
  /** `shared`: others see the message, so that what one person pressed must not take its place. */
  | { kind: 'press'; trigger: string; respond: string; shared: boolean }
  /** `typing`: the view holds fields, so what lies on it must not replace it. */
  | { kind: 'view-press'; trigger: string; view: string; typing: boolean }
  | { kind: 'form'; firstField: string }
  | { kind: 'said'; conversation: string; thread?: string }
  | { kind: 'home' }
  | { kind: 'none' };

export type Heard = { event: ChatEvent; door: Door };

const id = z.string().min(1).max(255);
const command = z.object({
  command: z.string().startsWith('/'),
  text: z.string().default(''),
  team_id: id,
  enterprise_id: z.string().optional(),
  user_id: id,
  channel_id: id.optional(),
  trigger_id: id,
  response_url: z.url(),
});
const team = z.object({ id, enterprise_id: z.string().nullish() });
const user = z.object({ id, team_id: z.string().optional() });
const view = z.object({
  id,
  hash: z.string().default(''),
  type: z.string(),
  callback_id: z.string().default(''),
  private_metadata: z.string().default(''),
  blocks: z.array(z.looseObject({ type: z.string(), block_id: z.string().optional() })).default([]),
  state: z.object({ values: z.unknown() }).optional(),
});
const press = z.object({
  type: z.literal('block_actions'),
  team,
  user,
  trigger_id: id,
  response_url: z.url().optional(),
  channel: z.object({ id }).optional(),
  container: z.object({ is_ephemeral: z.boolean().optional() }).optional(),
  view: view.optional(),
  actions: z.array(z.looseObject({ type: z.string(), action_id: id, value: z.string().optional() })).min(1),
});
const form = z.object({ type: z.literal('view_submission'), team, user, view });
const wrapped = z.object({
  type: z.literal('event_callback'),
  team_id: id,
  enterprise_id: z.string().nullish(),
  event_id: id,
  event: z.looseObject({ type: z.string() }),
});
const message = z.object({
  type: z.enum(['message', 'app_mention']),
  user: id,
  user_team: z.string().optional(),
  text: z.string().default(''),
  channel: id,
  channel_type: z.string().optional(),
  ts: id,
  thread_ts: z.string().optional(),
  subtype: z.string().optional(),
  bot_id: z.string().optional(),
});
const home = z.object({ type: z.literal('app_home_opened'), user: id, tab: z.string().optional() });
const joined = z.object({
  type: z.literal('team_join'),
  user: z.object({ id, is_bot: z.boolean().optional() }),
});
/** Slack says it of every change of every profile; what matters is that somebody is no longer there. */
const deactivated = z.object({
  type: z.literal('user_change'),
  user: z.object({ id, deleted: z.literal(true), is_bot: z.boolean().optional() }),
});
const membersChanged = z.object({
  type: z.enum(['member_joined_channel', 'member_left_channel']),
  channel: id,
});
/** Tokens of single people are revoked as well, and are nothing of ours: it is over when the bot's own is among them. */
const removed = z.union([
  z.object({ type: z.literal('app_uninstalled') }),
  z.object({ type: z.literal('tokens_revoked'), tokens: z.object({ bot: z.array(z.string()).min(1) }) }),
]);

const read = <Shape extends z.ZodType>(shape: Shape, value: unknown): z.infer<Shape> | undefined => {
  const result = shape.safeParse(value);
  return result.success ? result.data : undefined;
};

const whoIs = (workspace: string, account: string, enterprise: string | null | undefined): Who => ({
  platform: 'slack',
  workspace,
  account,
  ...(enterprise ? { enterprise } : {}),
});

/** `digest` is keyed: an identity that is stored must not betray what was answered. */
export function readPayload(body: unknown, digest: (text: string) => string): Heard | undefined {
  if (!isRecord(body)) return undefined;
  switch (body.type) {
    case 'block_actions':
      return readPress(body);
    case 'view_submission':
      return readForm(body, digest);
    case 'event_callback':
      return readEvent(body);
    default:
      return readCommand(body);
  }
}

function readCommand(body: unknown): Heard | undefined {
  const used = read(command, body);
  if (!used) return undefined;
  const name = used.command.slice(1).toLowerCase();
  return {
    event: {
      kind: 'command-used',
      identity: `command:${used.trigger_id}`,
      who: whoIs(used.team_id, used.user_id, used.enterprise_id),
      verb: name === 'lamp' ? '' : name,
      words: used.text,
      ...(used.channel_id === undefined ? {} : { place: placeOf(used.channel_id) }),
    },
    door: { kind: 'command', trigger: used.trigger_id, respond: used.response_url },
  };
}

/** Ids of direct talks begin with D, as those of nothing else do. */
const placeOf = (conversation: string): Place => ({ conversation, private: conversation.startsWith('D') });

/** In a shared channel a stranger's team is not the one that installed us. */
const isStranger = (person: { team_id?: string | undefined }, own: { id: string }): boolean =>
  person.team_id !== undefined && person.team_id !== own.id;

function readPress(body: unknown): Heard | undefined {
  const pressed = read(press, body);
  const action = pressed?.actions[0];
  if (!pressed || action?.type !== 'button' || isStranger(pressed.user, pressed.team)) return undefined;
  const inView = pressed.view?.type === 'modal' ? pressed.view : undefined;
  const trigger = pressed.trigger_id;
  return {
    event: {
      kind: 'button-pressed',
      identity: `press:${trigger}`,
      who: whoIs(pressed.team.id, pressed.user.id, pressed.team.enterprise_id),
      press: action.action_id.split('#')[0] ?? '',
      value: action.value ?? '',
      inForm: inView !== undefined,
      ...(pressed.channel && !pressed.view ? { place: placeOf(pressed.channel.id) } : {}),
    },
    door: inView
      ? {
          kind: 'view-press',
          trigger,
          view: inView.id,
          typing: inView.blocks.some((block) => block.type === 'input'),
        }
      : {
          kind: 'press',
          trigger,
          respond: pressed.response_url ?? '',
          shared: pressed.container?.is_ephemeral !== true && pressed.channel?.id.startsWith('D') === false,
        },
  };
}

function readForm(body: unknown, digest: (text: string) => string): Heard | undefined {
  const sent = read(form, body);
  if (!sent || isStranger(sent.user, sent.team)) return undefined;
  const { view: shown } = sent;
  const values = shown.state?.values ?? {};
  return {
    event: {
      kind: 'form-sent',
      // Slack gives a view that was sent in vain the same id and hash again, perhaps with other answers.
      identity: `form:${shown.id}:${shown.hash}:${digest(JSON.stringify(values))}`,
      who: whoIs(sent.team.id, sent.user.id, sent.team.enterprise_id),
      form: shown.callback_id,
      carries: shown.private_metadata,
      answers: readAnswers(values),
    },
    door: {
      kind: 'form',
      firstField: shown.blocks.find((block) => block.type === 'input')?.block_id ?? '',
    },
  };
}

function readEvent(body: unknown): Heard | undefined {
  const outer = read(wrapped, body);
  if (!outer) return undefined;
  const { event } = outer;
  const who = (account: string): Who => whoIs(outer.team_id, account, outer.enterprise_id);

  const said = read(message, event);
  if (said) return readMessage(said, who);
  const opened = read(home, event);
  if (opened)
    return opened.tab === 'messages'
      ? undefined
      : {
          event: { kind: 'home-opened', identity: `home:${outer.event_id}`, who: who(opened.user) },
          door: { kind: 'home' },
        };
  const arrived = read(joined, event);
  if (arrived)
    return arrived.user.is_bot
      ? undefined
      : {
          event: { kind: 'joined', identity: `joined:${outer.event_id}`, who: who(arrived.user.id) },
          door: { kind: 'none' },
        };
  const gone = read(deactivated, event);
  if (gone)
    return gone.user.is_bot
      ? undefined
      : {
          event: { kind: 'left', identity: `left:${outer.event_id}`, who: who(gone.user.id) },
          door: { kind: 'none' },
        };
  const changed = read(membersChanged, event);
  if (changed)
    return {
      event: {
        kind: 'members-changed',
        identity: `members:${outer.event_id}`,
        who: who(''),
        conversation: changed.channel,
      },
      door: { kind: 'none' },
    };
  if (read(removed, event))
    return {
      event: { kind: 'removed', identity: `removed:${outer.event_id}`, who: who('') },
      door: { kind: 'none' },
    };
  return undefined;
}

function readMessage(said: z.infer<typeof message>, who: (account: string) => Who): Heard | undefined {
  const own = who(said.user);
  const foreign = said.user_team !== undefined && said.user_team !== own.workspace;
  const plain =
    said.subtype === undefined || said.subtype === 'file_share' || said.subtype === 'thread_broadcast';
  if (said.bot_id !== undefined || foreign || !plain) return undefined;
  const inPrivate = said.channel_type === 'im';
  if (said.type === 'message' && !inPrivate) return undefined;
  // A verb said to us in a channel is answered in a thread, so that the channel stays the channel's.
  const thread = said.thread_ts ?? (inPrivate ? undefined : said.ts);
  const place = { conversation: said.channel, ...(thread === undefined ? {} : { thread }) };
  return {
    event: {
      kind: 'said',
      // One message has come under up to eleven event ids: where and when it stands is what it is.
      identity: `said:${said.channel}:${said.ts}`,
      who: own,
      text: spoken(said.text),
      place: { ...place, private: inPrivate },
    },
    door: { kind: 'said', ...place },
  };
}

/** The words without the mention that called us, and with Slack's three entities as the signs that were typed. */
const spoken = (text: string): string =>
  text
    .replace(/^\s*<@[^>]+>/, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();
