// The connector: what the bot may ask of Teams, and how Teams says no.
// https://learn.microsoft.com/en-us/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
// Codes and words: https://learn.microsoft.com/en-us/microsoftteams/platform/bots/build-conversational-capability#status-codes-from-bot-conversational-apis
import type { Reply } from '../serving.ts';
import { conversationOf, type Shapes } from './activities.ts';
import { type Content, contentOf } from './content.ts';
import {
  companyOf,
  isThing,
  type Message,
  type Person,
  partsOf,
  type Talk,
  type Tenant,
  type Thing,
} from './tenant.ts';
import type { Operation } from './weather.ts';

export const refuse = (status: number, code: string, message: string): Reply => ({
  status,
  body: { error: { code, message } },
});

const noConversation = refuse(404, 'ConversationNotFound', 'Conversation not found.');
const noActivity = refuse(404, 'ActivityNotFoundInConversation', 'Conversation not found.');
const notInRoster = refuse(
  403,
  'BotNotInConversationRoster',
  'The bot is not part of the conversation roster.',
);
const blocked = refuse(403, 'ConversationBlockedByUser', 'User blocked the conversation with the bot.');
const badParameters = refuse(400, 'BadSyntax', 'Incorrect conversation creation parameters');
const notInstalled = refuse(
  403,
  'ForbiddenOperationException',
  "Bot is not installed in user's personal scope",
);

export type Asked = { query: URLSearchParams; body: unknown; path: readonly string[] };
type Place = { talk: Talk; root?: string };
type Where = { kind: 'place'; place: Place } | { kind: 'refused'; reply: Reply };

export function makeConnector(tenant: Tenant, shapes: Shapes, appId: string) {
  const isBot = (id: unknown): boolean => id === tenant.bot.id || id === appId;
  const refused = (reply: Reply): Where => ({ kind: 'refused', reply });

  /** Where the bot may read and write. */
  function placeOf(conversation: string): Where {
    const { talk: id, root } = partsOf(conversation);
    if (!/^(a:|19:)/.test(id)) return refused(refuse(400, 'BadSyntax', 'Bad format of conversation ID'));
    const talk = tenant.talks.get(id);
    if (!talk) return refused(noConversation);
    if (!tenant.holdsBot(talk)) return refused(notInRoster);
    if (root === undefined) return { kind: 'place', place: { talk } };
    return tenant.find(id, root) ? { kind: 'place', place: { talk, root } } : refused(noConversation);
  }

  function post(place: Place, content: Content): Message {
    return tenant.post({
      talk: place.talk.id,
      from: tenant.bot.id,
      ...content,
      ...(place.root === undefined ? {} : { root: place.root }),
    });
  }

  function send(asked: Asked, conversation: string, replyTo?: string): Reply {
    const where = placeOf(conversation);
    if (where.kind === 'refused') return where.reply;
    const { talk } = where.place;
    if (talk.person !== undefined && tenant.blockedBy.has(talk.person)) return blocked;
    const read = contentOf(asked.body);
    if (read.kind === 'refused') return read.reply;
    if (read.kind === 'nothing') return { status: 202, body: {} };
    // In a channel a reply goes into the chain of what it answers; elsewhere there are no chains.
    const answered = replyTo === undefined ? undefined : tenant.find(talk.id, replyTo);
    const chain = talk.kind === 'channel' ? (where.place.root ?? answered?.root ?? answered?.id) : undefined;
    const made = post(chain === undefined ? { talk } : { talk, root: chain }, read.content);
    return { status: 201, body: { id: made.id } };
  }

  /** A message of the bot's own. */
  function own(conversation: string, id: string): { message: Message } | Reply {
    const where = placeOf(conversation);
    if (where.kind === 'refused') return where.reply;
    const message = tenant.find(where.place.talk.id, id);
    if (!message) return noActivity;
    return message.from === tenant.bot.id
      ? { message }
      : refuse(403, 'NotEnoughPermissions', 'The bot can only change its own messages.');
  }

  function createInChannel(body: Thing, channel: string): Reply {
    const where = placeOf(channel);
    if (where.kind === 'refused') return where.reply;
    if (body.activity === undefined || where.place.talk.kind !== 'channel') return badParameters;
    const read = contentOf(body.activity);
    if (read.kind !== 'content') return read.kind === 'refused' ? read.reply : badParameters;
    const { talk } = where.place;
    const made = post({ talk }, read.content);
    return { status: 201, body: { id: conversationOf({ talk, root: made.id }), activityId: made.id } };
  }

  function create(asked: Asked): Reply {
    const body = isThing(asked.body) ? asked.body : {};
    const data = isThing(body.channelData) ? body.channelData : {};
    const channel = isThing(data.channel) ? data.channel.id : undefined;
    if (isThing(body.bot) && !isBot(body.bot.id)) return badParameters;
    if (typeof channel === 'string') return createInChannel(body, channel);
    const members = Array.isArray(body.members) ? body.members.filter(isThing) : [];
    // A bot cannot make a group: https://github.com/MicrosoftDocs/msteams-docs/issues/1907
    if (body.isGroup === true || members.length !== 1) return badParameters;
    const directory = isThing(data.tenant) ? data.tenant.id : body.tenantId;
    if (typeof directory !== 'string') return badParameters;
    const id = String(members[0]?.id);
    if (!/^29:|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
      return refuse(400, 'BadSyntax', 'Bad format of conversation ID');
    const person = directory === tenant.id ? tenant.personBy(id) : undefined;
    if (!person) return refuse(400, 'BadSyntax', 'Invalid user identity in provided tenant');
    if (!tenant.installedFor.has(person.id)) return notInstalled;
    const talk = tenant.personal(person.id);
    if (body.activity === undefined) return { status: 201, body: { id: talk.id } };
    if (tenant.blockedBy.has(person.id)) return blocked;
    const read = contentOf(body.activity);
    if (read.kind !== 'content') return read.kind === 'refused' ? read.reply : badParameters;
    return { status: 201, body: { id: talk.id, activityId: post({ talk }, read.content).id } };
  }

  const memberShape = (one: Person): Thing => {
    const [givenName = '', ...rest] = one.name.split(' ');
    return {
      id: one.id,
      name: one.name,
      objectId: one.aad,
      aadObjectId: one.aad,
      givenName,
      surname: rest.join(' '),
      email: one.mail,
      userPrincipalName: one.mail,
      tenantId: tenant.id,
      userRole: one.guest ? 'guest' : 'user',
    };
  };

  function membersOf({ talk }: Place): Person[] {
    const ids = talk.person === undefined ? [...tenant.membersOf(companyOf(talk))] : [talk.person];
    return ids.flatMap((id) => tenant.people.get(id) ?? []);
  }

  function pagedMembers(asked: Asked, conversation: string): Reply {
    const where = placeOf(conversation);
    if (where.kind === 'refused') return where.reply;
    const wanted = Number(asked.query.get('pageSize') ?? 200);
    // https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/get-teams-context: 50 to 500, whatever is asked
    const size = Number.isFinite(wanted) && wanted > 0 ? Math.min(500, Math.max(50, wanted)) : 200;
    const token = asked.query.get('continuationToken');
    const from = token === null || token === '' ? 0 : Number(Buffer.from(token, 'base64url').toString());
    if (!Number.isInteger(from)) return refuse(400, 'BadArgument', 'Invalid continuation token');
    const all = membersOf(where.place);
    const next = from + size;
    return {
      status: 200,
      body: {
        ...(next < all.length ? { continuationToken: Buffer.from(String(next)).toString('base64url') } : {}),
        members: all.slice(from, next).map(memberShape),
      },
    };
  }

  function member(conversation: string, id: string): Reply {
    const where = placeOf(conversation);
    if (where.kind === 'refused') return where.reply;
    const found = membersOf(where.place).find((one) => one.id === id || one.aad === id);
    return found
      ? { status: 200, body: memberShape(found) }
      : refuse(404, 'MemberNotFoundInConversation', 'Member not found in conversation.');
  }

  function team(id: string, channels: boolean): Reply {
    const found = tenant.teams.get(id);
    if (!found) return refuse(404, 'NotFound', 'Team not found.');
    if (!tenant.installedIn.has(id)) return notInRoster;
    // The General channel has the team's own id and no name, so that each client says it in its language.
    const listed = found.channels.map((one) => (one.id === id ? { id } : { id: one.id, name: one.name }));
    if (channels) return { status: 200, body: { conversations: listed } };
    const counts = { channelCount: listed.length, memberCount: tenant.membersOf(id).size };
    return { status: 200, body: { ...shapes.teamData(found), ...counts } };
  }

  const operations: Readonly<Record<string, (asked: Asked) => Reply>> = {
    create,
    send: (asked) => send(asked, asked.path[0] ?? ''),
    reply: (asked) => send(asked, asked.path[0] ?? '', asked.path[1]),
    edit(asked) {
      const found = own(asked.path[0] ?? '', asked.path[1] ?? '');
      if (!('message' in found)) return found;
      const read = contentOf(asked.body);
      if (read.kind !== 'content') return read.kind === 'refused' ? read.reply : badParameters;
      const { id, talk, from, at, root } = found.message;
      // The new one is everybody's: what single persons had in its place is gone.
      const next = { id, talk, from, at, ...read.content, edited: true as const, own: {} };
      tenant.replace(found.message, root === undefined ? next : { ...next, root });
      return { status: 200, body: { id } };
    },
    delete(asked) {
      const found = own(asked.path[0] ?? '', asked.path[1] ?? '');
      if (!('message' in found)) return found;
      tenant.remove(found.message);
      return { status: 200 };
    },
    members: (asked) => pagedMembers(asked, asked.path[0] ?? ''),
    member: (asked) => member(asked.path[0] ?? '', asked.path[1] ?? ''),
    team: (asked) => team(asked.path[0] ?? '', false),
    channels: (asked) => team(asked.path[0] ?? '', true),
  };
  return { run: (operation: Operation, asked: Asked): Reply => (operations[operation] ?? create)(asked) };
}
