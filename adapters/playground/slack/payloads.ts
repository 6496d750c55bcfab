// The shapes in which Slack shows its things to an app.
import type { Conversation, Message, Person, Thing, View, Workspace } from './workspace.ts';

export const channelType = (conversation: Conversation): string =>
  ({ channel: 'channel', direct: 'im', group: 'mpim' })[conversation.kind];

/** A message as events, histories and interactions carry it. */
export function messageShape(workspace: Workspace, message: Message): Thing {
  const ours = message.user === workspace.botUser;
  return {
    type: 'message',
    user: message.user,
    ts: message.ts,
    ...(ours ? { bot_id: workspace.botId, app_id: workspace.appId } : {}),
    ...(message.client_msg_id === undefined ? {} : { client_msg_id: message.client_msg_id }),
    text: message.text,
    team: workspace.team.id,
    ...(message.blocks === undefined ? {} : { blocks: message.blocks }),
    ...(message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts }),
    ...(message.edited === undefined ? {} : { edited: message.edited }),
  };
}

/** Minutes east of Greenwich, in seconds, as `users.info` gives them. */
function offsetOf(zone: string, now: number): number {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).offsetNanoseconds / 1e9;
}

export function userShape(workspace: Workspace, person: Person, withLocale: boolean): Thing {
  const bot = person.id === workspace.botUser || (person.bot ?? false);
  const mail = workspace.scopes.has('users:read.email') ? person.mail : undefined;
  return {
    id: person.id,
    team_id: person.team ?? workspace.team.id,
    name: person.name,
    deleted: person.deleted ?? false,
    real_name: person.realName,
    tz: person.tz,
    tz_label: person.tz,
    tz_offset: offsetOf(person.tz, workspace.now()),
    profile: {
      real_name: person.realName,
      real_name_normalized: person.realName,
      display_name: person.name,
      display_name_normalized: person.name,
      ...(person.title === undefined ? {} : { title: person.title }),
      ...(mail === undefined ? {} : { email: mail }),
      team: person.team ?? workspace.team.id,
    },
    ...(workspace.enterprise && person.team === undefined
      ? {
          enterprise_user: {
            id: person.id,
            enterprise_id: workspace.enterprise.id,
            enterprise_name: workspace.enterprise.name,
            is_admin: false,
            is_owner: false,
            teams: workspace.enterprise.teams.map(({ id }) => id),
          },
        }
      : {}),
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: person.guest ?? false,
    is_ultra_restricted: false,
    is_bot: bot,
    is_app_user: false,
    updated: 0,
    ...(withLocale ? { locale: person.locale } : {}),
  };
}

export function conversationShape(workspace: Workspace, conversation: Conversation): Thing {
  const { id, kind, members } = conversation;
  const other = members.find((member) => member !== workspace.botUser);
  return {
    id,
    created: 0,
    is_archived: conversation.archived,
    is_channel: kind === 'channel',
    is_group: false,
    is_im: kind === 'direct',
    is_mpim: kind === 'group',
    is_private: kind !== 'channel' || conversation.secret === true,
    is_org_shared: false,
    context_team_id: workspace.team.id,
    ...(kind === 'direct'
      ? { user: other, is_open: true }
      : {
          name: conversation.name,
          is_member: members.includes(workspace.botUser),
          num_members: members.length,
        }),
  };
}

export const domainOf = (workspace: Workspace): string =>
  workspace.team.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');

/**
 * What every interaction begins with. `named`: Slack names the team; for what concerns an app that is installed for a whole
 * organisation, it names none at times.
 */
export function interactionBase(workspace: Workspace, user: string, named = true): Thing {
  const name = workspace.people.get(user)?.name ?? user;
  const { team, enterprise, whole } = workspace;
  const place = {
    id: team.id,
    domain: domainOf(workspace),
    ...(enterprise ? { enterprise_id: enterprise.id, enterprise_name: enterprise.name } : {}),
  };
  return {
    team: whole && !named ? null : place,
    user: { id: user, username: name, name, team_id: team.id },
    api_app_id: workspace.appId,
    token: 'not-used',
    enterprise: enterprise ? { id: enterprise.id, name: enterprise.name } : null,
    is_enterprise_install: whole,
  };
}

/** The view with what stands in its fields at this moment. */
export const viewShape = (view: View, values: View['state']['values']): View => ({
  ...view,
  state: { values },
});
