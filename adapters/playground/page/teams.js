// Teams as one person sees it: the chat with the bot, their group chats, and the channels of their teams.
import { startCards } from './cards.js';
import { drawChat } from './chat.js';
import { send } from './wire.js';

const slugged = (...names) =>
  names
    .join(' ')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-');

/** Letters alone: who types in a hurry leaves accents out. */
const bare = (words) => words.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

const matching = (commands, begun, call) =>
  commands
    .filter((one) => bare(one.command).startsWith(bare(begun)))
    .map((one) => ({ ...one, taken: `${call}${one.command}` }));

/** `desk`: { world(), mine(), nameOf(id), faceOf(id), done(result), say(sentence), replyTo(key) }. */
export function makeTeamsClient(desk) {
  const { world, mine } = desk;

  async function press(conversation, message, action, inputs, node) {
    if (node?.getAttribute('aria-busy')) return;
    node?.setAttribute('aria-busy', 'true');
    const body = { person: mine().id, conversation, message, action, inputs };
    await desk.done(await send('teams-press', body));
    node?.removeAttribute('aria-busy');
  }

  const sceneOf = (talk) => (message) => ({
    locale: mine().locale,
    zone: mine().tz,
    directory: world().directory,
    press: (action, inputs, node) => void press(talk.id, message.id, action, inputs, node),
    cannot: (type) => desk.say(`The playground cannot do this: ${type}`),
  });

  const order = ['personal', 'group', 'channel'];

  const talks = () =>
    world()
      .seen.conversations.toSorted((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind))
      .map((one) => {
        const isDirect = one.kind === 'personal';
        return {
          id: one.id,
          section: one.kind === 'channel' ? 'Teams and channels' : 'Chat',
          slug: isDirect ? slugged(world().bot.name) : slugged(one.team ?? '', one.name),
          title: isDirect ? world().bot.name : one.name,
          note: isDirect ? undefined : one.team,
          isDirect,
          isChannel: one.kind === 'channel',
          messages: one.messages,
          seen: one,
        };
      });

  const callsBot = () => `@${world().bot.name} `;

  /** In the chat with the bot what is typed, with or without a slash; elsewhere what follows the bot's name. */
  function offers(talk, text) {
    const { personal, team } = world().commands;
    const begun = text.replace(/^\//, '');
    if (talk.isDirect) return text === '' ? [] : matching(personal, begun, '');
    const call = callsBot();
    if (text.startsWith(call)) return matching(team, text.slice(call.length), call);
    return text !== '' && (text === '/' || call.startsWith(text)) ? matching(team, '', call) : [];
  }

  return {
    name: 'Teams',
    ready: startCards,
    talks,
    frame: (talk) => (talk.isChannel ? 'log channel' : 'log chat'),
    draw: (inside, talk) =>
      drawChat(inside, talk.messages, {
        me: mine().id,
        bot: world().bot.id,
        botName: world().bot.name,
        locale: mine().locale,
        zone: mine().tz,
        isDirect: talk.isDirect,
        isChannel: talk.isChannel,
        nameOf: desk.nameOf,
        faceOf: desk.faceOf,
        sceneOf: sceneOf(talk),
        reply: (message) => desk.replyTo(message.id),
      }),
    type: (talk, text, reply) =>
      send('teams-type', {
        person: mine().id,
        conversation: talk.id,
        text,
        ...(reply ? { replyTo: reply } : {}),
      }),
    unheard: 'Teams would show nothing, and not bring it again.',
    prompt: (talk) =>
      talk.isDirect
        ? `Message ${talk.title}, or ↓ for suggestions`
        : `${talk.isChannel ? 'Post in' : 'Message'} ${talk.title}, or @ for ${world().bot.name}`,
    inThread: 'Replying to a post. ',
    offers,
  };
}
