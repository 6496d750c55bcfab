// The shapes in which Teams tells a bot what happened.
// https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/conversations/conversation-messages
import { randomUUID } from 'node:crypto';
import type { Person, Talk, Team, Tenant, Thing } from './tenant.ts';

/** Where it happened: a talk and, in a channel, the reply chain. */
export type Place = { talk: Talk; root?: string };

export const conversationOf = ({ talk, root }: Place): string =>
  root === undefined ? talk.id : `${talk.id};messageid=${root}`;

/** `2026-03-01T09:30:00.000+01:00` */
function localTime(at: number, zone: string): string {
  const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return there.toString({ timeZoneName: 'never', fractionalSecondDigits: 3 });
}

const literal = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>');

export type Shapes = ReturnType<typeof makeShapes>;

export function makeShapes(tenant: Tenant, serviceUrl: () => string) {
  const clientInfo = ({ locale, tz }: Person): Thing => ({
    locale,
    country: new Intl.Locale(locale).region ?? 'US',
    platform: 'Web',
    timezone: tz,
    type: 'clientInfo',
  });

  const conversationShape = (place: Place): Thing => ({
    ...(place.talk.kind === 'personal' ? {} : { isGroup: true }),
    conversationType: place.talk.kind === 'group' ? 'groupChat' : place.talk.kind,
    tenantId: tenant.id,
    id: conversationOf(place),
  });

  const channelData = ({ talk }: Place): Thing => ({
    ...(talk.kind === 'channel'
      ? {
          teamsChannelId: talk.id,
          teamsTeamId: talk.team,
          channel: { id: talk.id },
          team: { id: talk.team },
        }
      : {}),
    tenant: { id: tenant.id },
  });

  const account = ({ id, name, aad }: Person): Thing => ({ id, name, aadObjectId: aad });

  /** What every activity has. */
  function base(person: Person, place: Place): Thing {
    const now = tenant.now();
    return {
      timestamp: new Date(now).toISOString(),
      localTimestamp: localTime(now, person.tz),
      localTimezone: person.tz,
      channelId: 'msteams',
      serviceUrl: serviceUrl(),
      from: account(person),
      conversation: conversationShape(place),
      recipient: { id: tenant.bot.id, name: tenant.bot.name },
      entities: [clientInfo(person)],
      channelData: channelData(place),
      locale: person.locale,
    };
  }

  const { name } = tenant.bot;
  const called = (): RegExp => new RegExp(`@${literal(name)}(?![\\p{L}\\p{N}_])`, 'giu');

  /** With a mention, where `@` and the bot's name stand in the text: plain in `text`, marked up in the attachment. */
  function written(text: string, person: Person): Thing {
    const mention = `<at>${name}</at>`;
    const named = called().test(text);
    const html = escaped(text).replaceAll(
      called(),
      `<span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="0">${escaped(name)}</span>`,
    );
    const entity = { type: 'mention', text: mention, mentioned: { id: tenant.bot.id, name } };
    return {
      // The words are as they were typed, `<` and all; a line break ends them where somebody was mentioned.
      // Seen in https://github.com/MicrosoftDocs/OfficeDocs-SkypeForBusiness/issues/4723
      text: named ? `${text.replaceAll(called(), mention)}\n` : text,
      textFormat: 'plain',
      attachments: [{ contentType: 'text/html', content: `<p>${html}</p>` }],
      entities: [...(named ? [entity] : []), clientInfo(person)],
    };
  }

  const eventId = (): string => `f:${randomUUID()}`;
  const teamData = ({ id, name }: Team): Thing => ({ id, name, aadGroupId: groupOf(id) });
  const inTeam = (team: Team, more: Thing): Thing => ({
    conversation: { isGroup: true, conversationType: 'channel', tenantId: tenant.id, id: team.id },
    channelData: { team: teamData(team), tenant: { id: tenant.id }, ...more },
  });
  const generalOf = (team: Team): Place => ({
    talk: { id: team.id, kind: 'channel', name: 'General', team: team.id },
  });

  return {
    teamData,
    mentionsBot: (text: string): boolean => called().test(text),
    message: (person: Person, place: Place, id: string, text: string): Thing => ({
      ...base(person, place),
      type: 'message',
      id,
      ...written(text, person),
    }),
    edited(person: Person, place: Place, id: string, text: string): Thing {
      const shape = base(person, place);
      return {
        ...shape,
        type: 'messageUpdate',
        id,
        ...written(text, person),
        channelData: { ...channelData(place), eventType: 'editMessage' },
      };
    },
    deleted: (person: Person, place: Place, id: string): Thing => ({
      ...base(person, place),
      type: 'messageDelete',
      id,
      channelData: { ...channelData(place), eventType: 'softDeleteMessage' },
    }),
    invoke: (person: Person, place: Place, message: string, value: Thing): Thing => ({
      ...base(person, place),
      type: 'invoke',
      name: 'adaptiveCard/action',
      id: eventId(),
      replyToId: message,
      value,
    }),
    installation(person: Person, place: Place, action: 'add' | 'remove', team?: Team): Thing {
      const shape = { ...base(person, place), type: 'installationUpdate', id: eventId(), action };
      return team ? { ...shape, ...inTeam(team, { settings: { selectedChannel: { id: team.id } } }) } : shape;
    },
    /**
     * The bot comes or goes, or, in a team or a group chat, a person. `who`: ids as `membersAdded` carries them. A group
     * chat's says no more than who and where: there is no team, and no event type.
     */
    members(
      person: Person,
      place: Place,
      change: 'added' | 'removed',
      who: readonly Thing[],
      team?: Team,
    ): Thing {
      const shape = {
        ...base(person, place),
        type: 'conversationUpdate',
        id: eventId(),
        [change === 'added' ? 'membersAdded' : 'membersRemoved']: who,
      };
      const eventType = change === 'added' ? 'teamMemberAdded' : 'teamMemberRemoved';
      return team ? { ...shape, ...inTeam(team, { eventType }) } : shape;
    },
    account,
    generalOf,
  };
}

/** A team's Entra group, made from its id so that it stays the same. */
function groupOf(team: string): string {
  const hex = Buffer.from(team.replaceAll(/[^a-z0-9]/gi, '').padEnd(16, '0'))
    .toString('hex')
    .slice(0, 32);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
