// Payload → event. What is not for us (our own messages, edits, strangers from shared channels) reads as nothing.
import type { z } from 'zod';
import type { ChatEvent, Place, Who } from '../../src/chat/event.ts';
import { type Body, isRecord } from '../../src/chat/json.ts';
import { readAnswers } from './answers.ts';
import { type Belongs, enterpriseOf } from './grid.ts';
import {
  command,
  deactivated,
  form,
  homeTab,
  joined,
  membersChanged,
  message,
  type place,
  press,
  read,
  removed,
  wrapped,
} from './payload.ts';

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

/** Whose installation this is about, and whose people may speak to it. */
type Home = {
  who: (account: string) => Who;
  /** Whether somebody of this team is no stranger from a shared channel. */
  isOurs: (team: string | undefined) => boolean;
};

/** The organisation where we are installed for all of it, else the workspace; undefined where Slack names neither. */
function homeOf(body: unknown, at: z.infer<typeof place>, belongs: Belongs): Home | undefined {
  const grid = enterpriseOf(body);
  if (grid !== undefined)
    return {
      who: (account) => whoIs(grid, account, grid),
      isOurs: (of) =>
        of !== undefined &&
        (of === grid || (of === at?.id && at.enterprise_id === grid) || belongs(grid, of)),
    };
  if (!at) return undefined;
  return {
    who: (account) => whoIs(at.id, account, at.enterprise_id),
    isOurs: (of) => of === undefined || of === at.id,
  };
}

const whoIs = (workspace: string, account: string, enterprise: string | null | undefined): Who => ({
  platform: 'slack',
  workspace,
  account,
  ...(enterprise ? { enterprise } : {}),
});

/**
 * `digest` is keyed: an identity that is stored must not betray what was answered. `belongs` knows the teams of an
 * organisation; without it only those count that Slack names as its own.
 */
export function readPayload(
  body: unknown,
  digest: (text: string) => string,
  belongs: Belongs = () => false,
): Heard | undefined {
  if (!isRecord(body)) return undefined;
  switch (body.type) {
    case 'block_actions':
      return readPress(body, belongs);
    case 'view_submission':
      return readForm(body, digest, belongs);
    case 'event_callback':
      return readEvent(body, belongs);
    default:
      return readCommand(body, belongs);
  }
}

function readCommand(body: unknown, belongs: Belongs): Heard | undefined {
  const used = read(command, body);
  const home = used && homeOf(body, { id: used.team_id, enterprise_id: used.enterprise_id }, belongs);
  if (!home) return undefined;
  const name = used.command.slice(1).toLowerCase();
  return {
    event: {
      kind: 'command-used',
      identity: `command:${used.trigger_id}`,
      who: home.who(used.user_id),
      verb: name === 'lamp' ? '' : name,
      words: used.text,
      ...(used.channel_id === undefined ? {} : { place: placeOf(used.channel_id) }),
    },
    door: { kind: 'command', trigger: used.trigger_id, respond: used.response_url },
  };
}

/** Ids of direct talks begin with D, as those of nothing else do. */
const placeOf = (conversation: string): Place => ({ conversation, private: conversation.startsWith('D') });

function readPress(body: unknown, belongs: Belongs): Heard | undefined {
  const pressed = read(press, body);
  const home = pressed && homeOf(body, pressed.team, belongs);
  const action = pressed?.actions[0];
  if (!pressed || !home?.isOurs(pressed.user.team_id) || action?.type !== 'button') return undefined;
  const inView = pressed.view?.type === 'modal' ? pressed.view : undefined;
  const trigger = pressed.trigger_id;
  return {
    event: {
      kind: 'button-pressed',
      identity: `press:${trigger}`,
      who: home.who(pressed.user.id),
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

function readForm(body: unknown, digest: (text: string) => string, belongs: Belongs): Heard | undefined {
  const sent = read(form, body);
  const home = sent && homeOf(body, sent.team, belongs);
  if (!sent || !home?.isOurs(sent.user.team_id)) return undefined;
  const { view: shown } = sent;
  const values = shown.state?.values ?? {};
  return {
    event: {
      kind: 'form-sent',
      // Slack gives a view that was sent in vain the same id and hash again, perhaps with other answers.
      identity: `form:${shown.id}:${shown.hash}:${digest(JSON.stringify(values))}`,
      who: home.who(sent.user.id),
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

function readEvent(body: Body, belongs: Belongs): Heard | undefined {
  const outer = read(wrapped, body);
  if (!outer) return undefined;
  const { authorizations, event_time: time } = outer;
  const { event } = body;
  // In a channel that is shared, the outer team may be the strangers'.
  const team = authorizations[0]?.team_id ?? outer.team_id;
  const home = homeOf(body, team ? { id: team, enterprise_id: outer.enterprise_id } : undefined, belongs);
  if (!home) return undefined;
  const { who } = home;

  const told = (heard: ChatEvent): Heard => ({ event: heard, door: { kind: 'none' } });
  switch (outer.event.type) {
    case 'message':
    case 'app_mention': {
      const said = read(message, event);
      const shared = outer.is_ext_shared_channel || enterpriseOf(body) === undefined;
      return said && (!shared || home.isOurs(said.user_team)) ? readMessage(said, who) : undefined;
    }
    case 'app_home_opened': {
      const opened = read(homeTab, event);
      if (!opened || opened.tab === 'messages') return undefined;
      return {
        event: { kind: 'home-opened', identity: `home:${outer.event_id}`, who: who(opened.user) },
        door: { kind: 'home' },
      };
    }
    case 'team_join': {
      const arrived = read(joined, event);
      if (!arrived || arrived.user.is_bot) return undefined;
      return told({ kind: 'joined', identity: `joined:${outer.event_id}`, who: who(arrived.user.id) });
    }
    case 'user_change': {
      const gone = read(deactivated, event);
      if (!gone || gone.user.is_bot) return undefined;
      const identity = `left:${outer.event_id}`;
      return told({ kind: 'left', identity, who: who(gone.user.id), deactivated: true });
    }
    case 'member_joined_channel':
    case 'member_left_channel': {
      const changed = read(membersChanged, event);
      if (!changed) return undefined;
      const identity = `members:${outer.event_id}`;
      return told({ kind: 'members-changed', identity, who: who(''), conversation: changed.channel });
    }
    default: {
      if (!read(removed, event)) return undefined;
      const at = time === undefined ? {} : { at: time * 1_000 };
      return told({ kind: 'removed', identity: `removed:${outer.event_id}`, who: who(''), ...at });
    }
  }
}

function readMessage(said: z.infer<typeof message>, who: (account: string) => Who): Heard | undefined {
  const plain =
    said.subtype === undefined || said.subtype === 'file_share' || said.subtype === 'thread_broadcast';
  if (said.bot_id !== undefined || !plain) return undefined;
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
      who: who(said.user),
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
