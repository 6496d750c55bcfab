// The Web API: who may call what, and the methods that tell about people and conversations.
import { type Answer, type Arguments, argumentsOf, done, refuse } from './answer.ts';
import { type Methods, messageMethods, placeOf, type Tell } from './messages.ts';
import { conversationShape, messageShape, userShape } from './payloads.ts';
import type { Views } from './views.ts';
import { type Conversation, isThing, type Message, type Thing, type Workspace } from './workspace.ts';

/** Any one of these scopes opens the method; an empty list asks for none. https://docs.slack.dev/reference/methods */
const scopes: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'auth.teams.list': [],
  'users.info': ['users:read'],
  'users.list': ['users:read'],
  'conversations.open': ['im:write', 'mpim:write'],
  'conversations.info': ['channels:read', 'im:read', 'mpim:read'],
  'conversations.members': ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
  'conversations.history': ['channels:history', 'im:history', 'mpim:history'],
  'conversations.replies': ['channels:history', 'im:history', 'mpim:history'],
  'chat.postMessage': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.update': ['chat:write'],
  'chat.delete': ['chat:write'],
  'views.open': [],
  'views.push': [],
  'views.update': [],
  'views.publish': [],
};

const prefix: Readonly<Record<Conversation['kind'], string>> = {
  channel: 'channels',
  direct: 'im',
  group: 'mpim',
};

/** `refusalOf`: why a token is not taken, in Slack's own word; undefined where it is. */
export type Tokens = { app: string; refusalOf: (token: string) => string | undefined };

const isAnswer = (value: unknown): value is Answer => isThing(value) && typeof value.ok === 'boolean';
const cursorAt = (index: number): string => Buffer.from(`next:${index}`).toString('base64');
const startOf = (cursor: string | undefined): number =>
  Number(
    Buffer.from(cursor ?? '', 'base64')
      .toString()
      .split(':')[1] ?? 0,
  );

/** One page, and the cursor of the next or ''. */
function pageOf<T>(all: readonly T[], args: Arguments): { page: readonly T[]; next: string } {
  const limit = Math.min(Math.max(args.number('limit') ?? 100, 1), 999);
  const from = startOf(args.text('cursor')) || 0;
  const more = from + limit < all.length;
  return { page: all.slice(from, from + limit), next: more ? cursorAt(from + limit) : '' };
}

export function makeMethods(
  workspace: Workspace,
  views: Views,
  tell: Tell,
  tokens: Tokens,
  newSocket: () => string,
) {
  const granted = (): string => [...workspace.scopes].join(',');
  const missing = (needed: readonly string[]): Answer =>
    refuse('missing_scope', { needed: needed.join(','), provided: granted() });

  /** A conversation whose kind the bot has a scope for: `history` or `read`. One that it cannot see is not there. */
  function readable(args: Arguments, what: string): Conversation | Answer {
    const place = workspace.conversations.get(args.text('channel') ?? '');
    const isHidden = place?.secret === true && !place.members.includes(workspace.botUser);
    if (!place || isHidden) return refuse('channel_not_found');
    const scope = `${place.secret ? 'groups' : prefix[place.kind]}:${what}`;
    if (!workspace.scopes.has(scope)) return missing([scope]);
    return place;
  }

  const inWindow = (args: Arguments) => {
    const [oldest, latest] = [args.text('oldest') ?? '0', args.text('latest')];
    const inclusive = args.flag('inclusive');
    return ({ ts }: Message): boolean => {
      const after = inclusive ? Number(ts) >= Number(oldest) : Number(ts) > Number(oldest);
      if (latest === undefined) return after;
      return after && (inclusive ? Number(ts) <= Number(latest) : Number(ts) < Number(latest));
    };
  };

  const asRead = (args: Arguments, message: Message): Thing => ({
    ...messageShape(workspace, message),
    ...(args.flag('include_all_metadata') && message.metadata ? { metadata: message.metadata } : {}),
  });

  const repliesTo = (channel: string, ts: string): readonly Message[] =>
    workspace.messagesIn(channel).filter((one) => one.thread_ts === ts && one.ts !== ts && !one.ephemeralFor);

  const reading: Methods = {
    'auth.test': () =>
      done({
        url: `https://${workspace.team.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.slack.com/`,
        team: workspace.team.name,
        user: workspace.people.get(workspace.botUser)?.name,
        team_id: workspace.team.id,
        user_id: workspace.botUser,
        bot_id: workspace.botId,
        ...(workspace.enterprise ? { enterprise_id: workspace.enterprise.id } : {}),
        is_enterprise_install: workspace.whole,
      }),
    'auth.teams.list'(args) {
      const { page, next } = pageOf(workspace.enterprise?.teams ?? [workspace.team], args);
      return done({
        teams: page.map(({ id, name }) => ({ id, name })),
        response_metadata: { next_cursor: next },
      });
    },
    'users.info'(args) {
      const person = workspace.people.get(args.text('user') ?? '');
      return person
        ? done({ user: userShape(workspace, person, args.flag('include_locale')) })
        : refuse('user_not_found');
    },
    'users.list'(args) {
      // With the token of an organisation they are listed by the workspace.
      if (workspace.whole) {
        const team = args.text('team_id');
        if (team === undefined) return refuse('missing_argument', { arg: 'team_id' });
        if (!workspace.enterprise?.teams.some(({ id }) => id === team))
          return refuse('team_access_not_granted');
      }
      // Strangers of shared channels are in nobody's directory.
      const own = [...workspace.people.values()].filter((person) => person.team === undefined);
      const { page, next } = pageOf(own, args);
      return done({
        cache_ts: 0,
        members: page.map((person) => userShape(workspace, person, args.flag('include_locale'))),
        response_metadata: { next_cursor: next },
      });
    },
    'conversations.open'(args) {
      const channel = args.text('channel');
      if (channel !== undefined) {
        const place = placeOf(workspace, channel, false);
        return isAnswer(place) ? place : done({ no_op: true, already_open: true, channel: { id: place.id } });
      }
      const users = (args.text('users') ?? '').split(',').filter((user) => user !== '');
      if (users.length === 0) return refuse('users_list_not_supplied');
      if (users.length > 8) return refuse('too_many_users');
      const people = users.map((user) => workspace.people.get(user));
      if (people.some((person) => !person)) return refuse('user_not_found');
      if (people.some((person) => person?.deleted)) return refuse('user_disabled');
      if (users.includes(workspace.botUser)) return refuse('cannot_dm_bot');
      const needed = users.length === 1 ? 'im:write' : 'mpim:write';
      if (!workspace.scopes.has(needed)) return missing([needed]);
      const place = users.length === 1 ? workspace.direct(users.join('')) : group(users);
      const shape = conversationShape(workspace, place);
      return done({ channel: args.flag('return_im') ? shape : { id: place.id } });
    },
    'conversations.info'(args) {
      const place = readable(args, 'read');
      return isAnswer(place) ? place : done({ channel: conversationShape(workspace, place) });
    },
    'conversations.members'(args) {
      const place = readable(args, 'read');
      if (isAnswer(place)) return place;
      const { page, next } = pageOf(place.members, args);
      return done({ members: page, response_metadata: { next_cursor: next } });
    },
    'conversations.history'(args) {
      const place = readable(args, 'history');
      if (isAnswer(place)) return place;
      if (!place.members.includes(workspace.botUser)) return refuse('not_in_channel');
      const all = workspace
        .messagesIn(place.id)
        .filter((one) => one.ephemeralFor === undefined && (one.thread_ts ?? one.ts) === one.ts)
        .filter(inWindow(args))
        .toReversed();
      const { page, next } = pageOf(all, args);
      const messages = page.map((one) => {
        const replies = repliesTo(place.id, one.ts);
        const thread = replies.length > 0 ? { thread_ts: one.ts, reply_count: replies.length } : {};
        return { ...asRead(args, one), ...thread };
      });
      const more = next === '' ? {} : { response_metadata: { next_cursor: next } };
      return done({ messages, has_more: next !== '', pin_count: 0, ...more });
    },
    'conversations.replies'(args) {
      const place = readable(args, 'history');
      if (isAnswer(place)) return place;
      if (!place.members.includes(workspace.botUser)) return refuse('not_in_channel');
      const parent = workspace.find(place.id, args.text('ts') ?? '');
      if (!parent || parent.ephemeralFor !== undefined) return refuse('thread_not_found');
      const replies = repliesTo(place.id, parent.thread_ts ?? parent.ts).filter(inWindow(args));
      const { page, next } = pageOf([parent, ...replies], args);
      const more = next === '' ? {} : { response_metadata: { next_cursor: next } };
      return done({ messages: page.map((one) => asRead(args, one)), has_more: next !== '', ...more });
    },
  };

  function group(users: readonly string[]): Conversation {
    const members = [...new Set([...users, workspace.botUser])].sort();
    for (const one of workspace.conversations.values())
      if (one.kind === 'group' && one.members.toSorted().join() === members.join()) return one;
    const names = members.map((member) => workspace.people.get(member)?.name ?? member);
    const name = `mpdm-${names.join('--')}-1`;
    const made: Conversation = { id: workspace.id('G'), kind: 'group', name, members, archived: false };
    workspace.conversations.set(made.id, made);
    workspace.changed();
    return made;
  }

  const all: Methods = { ...reading, ...messageMethods(workspace, tell), ...views.methods };

  /** Never throws: what Slack would refuse comes back refused. */
  function call(method: string, given: Thing, bearer: string | undefined): Answer {
    const args = argumentsOf(given);
    const token = bearer ?? args.text('token');
    if (token === undefined) return refuse('not_authed');
    if (method === 'apps.connections.open') {
      if (token === tokens.app) return done({ url: newSocket() });
      return refuse(tokens.refusalOf(token) === undefined ? 'not_allowed_token_type' : 'invalid_auth');
    }
    const run = Object.hasOwn(all, method) ? all[method] : undefined;
    if (!run) return refuse('unknown_method', { req_method: method });
    const refusal = tokens.refusalOf(token);
    if (refusal !== undefined) return refuse(token === tokens.app ? 'not_allowed_token_type' : refusal);
    if (!workspace.installed) return refuse('account_inactive');
    const needed = scopes[method] ?? [];
    if (needed.length > 0 && !needed.some((scope) => workspace.scopes.has(scope))) return missing(needed);
    return run(args);
  }

  return { call, granted, accepted: (method: string): string => (scopes[method] ?? []).join(',') };
}
