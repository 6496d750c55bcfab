// People at their Slack: what they type and press goes to the bot, and comes back as what their client shows.

import type { Outcome } from '../post.ts';
import { argumentsOf } from './answer.ts';
import type { Send } from './calls.ts';
import { compose } from './composer.ts';
import type { Events } from './events.ts';
import { contentOf, postAs, type Tell } from './messages.ts';
import { channelType, domainOf, messageShape, userShape } from './payloads.ts';
import {
  type Conversation,
  isThing,
  type Message,
  type Person,
  type Thing,
  type View,
  type Workspace,
} from './workspace.ts';

/** What the person's client shows. `because` is a code, Slack's own where it has one; `shown` its words. */
export type Result =
  /** `heard`: the bot acknowledged in time. `ts`: the message that the person wrote. */
  | { kind: 'done'; heard: boolean; ts?: string }
  | { kind: 'failed'; because: string; shown: string }
  | { kind: 'closed' }
  | { kind: 'errors'; errors: Record<string, string> }
  | { kind: 'updated'; view: View }
  | { kind: 'pushed'; view: View };

export const failed = (because: string, shown: string): Result => ({ kind: 'failed', because, shown });

/** The JSON object of an answer's body, {} where it is empty, undefined where it is something else. */
export function objectIn(outcome: Outcome & { kind: 'answered' }): Thing | undefined {
  if (outcome.body.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(outcome.body);
    return isThing(value) ? value : value === '' ? {} : undefined;
  } catch {
    return undefined;
  }
}

export type Desk = {
  workspace: Workspace;
  send: Send;
  events: Events;
  tell: Tell;
  responseAddress: (id: string) => string;
  commands: readonly string[] | undefined;
};

export function makePeople(desk: Desk) {
  const { workspace, send, events, tell } = desk;

  /** The conversation, where this person is in it. */
  function seat(user: string, channel: string): { person: Person; place: Conversation } | undefined {
    const person = workspace.people.get(user);
    const place = workspace.conversations.get(channel);
    return person && place?.members.includes(user) ? { person, place } : undefined;
  }

  const nowhere = failed('channel_not_found', 'You are not in this conversation.');

  async function command(user: string, channel: string, text: string, thread?: string): Promise<Result> {
    const seated = seat(user, channel);
    if (!seated) return nowhere;
    const [, name = '', words = ''] = /^(\/\S+)\s*([\s\S]*)$/.exec(text) ?? [];
    if (name === '' || (desk.commands && !desk.commands.includes(name)) || !workspace.installed)
      return failed('invalid_command', `${name || text} is not a valid command.`);
    if (thread !== undefined) return failed('not_in_thread', `${name} is not supported in threads. Sorry!`);
    if (!workspace.scopes.has('commands'))
      return failed('missing_scope', `${name} failed with the error "dispatch_failed"`);
    const urlId = workspace.newResponseUrl(user, channel);
    const outcome = await send('slash_commands', {
      token: 'not-used',
      team_id: workspace.team.id,
      team_domain: domainOf(workspace),
      ...(workspace.enterprise
        ? { enterprise_id: workspace.enterprise.id, enterprise_name: workspace.enterprise.name }
        : {}),
      channel_id: channel,
      channel_name: seated.place.kind === 'direct' ? 'directmessage' : seated.place.name,
      user_id: user,
      user_name: seated.person.name,
      command: name,
      text: words,
      api_app_id: workspace.appId,
      is_enterprise_install: String(workspace.whole),
      response_url: desk.responseAddress(urlId),
      trigger_id: workspace.newTrigger(user),
    });
    const shown = (because: string): Result => failed(because, `${name} failed with the error "${because}"`);
    if (outcome.kind === 'timed-out') return shown('operation_timeout');
    if (outcome.kind === 'unreachable' || outcome.status < 200 || outcome.status > 299)
      return shown('dispatch_failed');
    return showAnswer(user, channel, text, outcome)
      ? { kind: 'done', heard: true }
      : shown('invalid_response');
  }

  /** What the bot said in its acknowledgement; false where it makes no sense. */
  function showAnswer(
    user: string,
    channel: string,
    typed: string,
    outcome: Outcome & { kind: 'answered' },
  ): boolean {
    const json = objectIn(outcome);
    const isJson = (outcome.headers['content-type'] ?? '').includes('json');
    if (!json && isJson) return false;
    const given = json ?? { text: outcome.body };
    if (given.text === undefined && given.blocks === undefined) return true;
    const read = contentOf(argumentsOf(given));
    if (read.kind === 'refused') return false;
    const open = given.response_type === 'in_channel';
    if (open) workspace.post({ channel, user, ...compose(workspace, typed) });
    postAs(workspace, tell, { channel, ...read.content, ...(open ? {} : { ephemeralFor: user }) });
    return true;
  }

  async function message(user: string, channel: string, written: string, thread?: string): Promise<Result> {
    const seated = seat(user, channel);
    if (!seated) return nowhere;
    if (written.trim() === '') return failed('no_text', 'There is nothing to send.');
    const { text, blocks, names } = compose(workspace, written);
    const said = workspace.post({
      channel,
      user,
      text,
      blocks,
      client_msg_id: crypto.randomUUID(),
      ...(thread === undefined ? {} : { thread_ts: thread }),
    });
    const heard = await tellOf(seated.place, said, names);
    return { kind: 'done', heard, ts: said.ts };
  }

  async function tellOf(place: Conversation, said: Message, names: readonly string[]): Promise<boolean> {
    if (!place.members.includes(workspace.botUser)) return false;
    const shape = { ...messageShape(workspace, said), channel: place.id, event_ts: said.ts };
    const tries = [events.tell({ ...shape, channel_type: channelType(place) })];
    if (place.kind !== 'direct' && names.includes(workspace.botUser))
      tries.push(events.tell({ ...shape, type: 'app_mention' }));
    return (await Promise.all(tries)).includes(true);
  }

  async function edit(user: string, channel: string, ts: string, written: string): Promise<Result> {
    const seated = seat(user, channel);
    const old = workspace.find(channel, ts);
    if (!seated || old?.user !== user)
      return failed('cant_update_message', 'You can only edit your own messages.');
    const { text, blocks } = compose(workspace, written);
    const edited = { user, ts: workspace.stamp() };
    const next: Message = { ...old, text, blocks, edited };
    workspace.replace(old, next);
    const heard =
      seated.place.members.includes(workspace.botUser) &&
      (await events.tell({
        type: 'message',
        subtype: 'message_changed',
        message: messageShape(workspace, next),
        previous_message: messageShape(workspace, old),
        channel,
        hidden: true,
        ts: edited.ts,
        event_ts: edited.ts,
        channel_type: channelType(seated.place),
      }));
    return { kind: 'done', heard, ts };
  }

  async function openHome(user: string): Promise<Result> {
    if (!workspace.people.has(user)) return failed('user_not_found', 'There is no such person.');
    const view = workspace.homes.get(user);
    const { id: channel } = workspace.direct(user);
    const heard = await events.tell({
      type: 'app_home_opened',
      user,
      channel,
      tab: 'home',
      event_ts: workspace.stamp(),
      ...(view ? { view } : {}),
    });
    return { kind: 'done', heard };
  }

  async function join(user: string, channel?: string): Promise<Result> {
    const person = workspace.people.get(user);
    if (!person) return failed('user_not_found', 'There is no such person.');
    const event_ts = workspace.stamp();
    if (channel === undefined) {
      const shape = userShape(workspace, person, true);
      return {
        kind: 'done',
        heard: await events.tell({ type: 'team_join', user: shape, cache_ts: 0, event_ts }),
      };
    }
    const place = workspace.conversations.get(channel);
    if (!place) return failed('channel_not_found', 'There is no such channel.');
    if (!place.members.includes(user)) place.members.push(user);
    workspace.changed();
    const heard =
      place.members.includes(workspace.botUser) &&
      (await events.tell({
        type: 'member_joined_channel',
        user,
        channel,
        channel_type: place.secret ? 'G' : 'C',
        team: workspace.team.id,
        event_ts,
      }));
    return { kind: 'done', heard };
  }

  async function leave(user: string, channel: string): Promise<Result> {
    const place = workspace.conversations.get(channel);
    if (!place?.members.includes(user)) return nowhere;
    place.members.splice(place.members.indexOf(user), 1);
    workspace.changed();
    const heard =
      place.members.includes(workspace.botUser) &&
      (await events.tell({
        type: 'member_left_channel',
        user,
        channel,
        channel_type: place.secret ? 'G' : 'C',
        team: workspace.team.id,
        event_ts: workspace.stamp(),
      }));
    return { kind: 'done', heard };
  }

  async function change(user: string, profile: Partial<Omit<Person, 'id'>>): Promise<Result> {
    const person = workspace.people.get(user);
    if (!person) return failed('user_not_found', 'There is no such person.');
    const next: Person = { ...person, ...profile };
    workspace.people.set(user, next);
    workspace.changed();
    const event_ts = workspace.stamp();
    // Slack's user objects in events carry the locale, unlike users.info without include_locale.
    const shape = userShape(workspace, next, true);
    return {
      kind: 'done',
      heard: await events.tell({ type: 'user_change', user: shape, cache_ts: 0, event_ts }),
    };
  }

  async function uninstall(): Promise<Result> {
    workspace.installed = false;
    workspace.changed();
    const event_ts = workspace.stamp();
    const heard = await Promise.all([
      events.tell({ type: 'app_uninstalled', event_ts }),
      events.tell({ type: 'tokens_revoked', tokens: { oauth: [], bot: [workspace.botUser] }, event_ts }),
    ]);
    return { kind: 'done', heard: heard.includes(true) };
  }

  return { command, message, edit, openHome, join, leave, change, uninstall };
}
