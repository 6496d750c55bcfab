// Slack as one person sees it: Home, the talk with the bot, channels with threads, windows over the page.
import { blocksOf } from './blocks.js';
import { make, reconcile } from './element.js';
import { drawThread, threads } from './messages.js';
import { confirmed, makeModal } from './modal.js';
import { textOf } from './text.js';
import { send } from './wire.js';

/** `desk`: { world(), mine(), people(), done(result), refresh(), replyTo(message) }. */
export function makeSlackClient(desk) {
  const { world, mine } = desk;
  const titleOf = ({ kind, name }) => ({ direct: world().bot.name, group: name })[kind] ?? `#${name}`;

  /** Who looks, and what happens on a press. `target` says where the blocks stand. */
  function sceneFor(target, values = {}) {
    const { conversations } = world().seen;
    const scene = {
      locale: mine().locale,
      zone: mine().tz,
      people: desk.people(),
      conversations,
      titleOf,
      nameOf: desk.nameOf,
      channelOf: (id) => conversations.find((one) => one.id === id)?.name ?? id,
      values,
      press: (block, element, choice, node) =>
        void press({ ...target, values }, scene, { block, element, choice, node }),
    };
    return scene;
  }

  async function press(target, scene, { block, element, choice, node }) {
    if (node.getAttribute('aria-busy')) return;
    if (element.confirm && !(await confirmed(element.confirm, (text) => textOf(text, scene)))) return;
    node.setAttribute('aria-busy', 'true');
    const body = { person: mine().id, target, action: element.action_id, block: block.block_id, choice };
    await desk.done(await send('press', body));
    node.removeAttribute('aria-busy');
  }

  const modal = makeModal({ sceneFor, refresh: desk.refresh, person: () => mine().id });

  function drawHome(inside) {
    const { home } = world().seen;
    inside.toggleAttribute('data-empty', !home);
    reconcile(
      inside,
      home ? [{ id: home.id, hash: home.hash }] : [],
      (one) => one.id,
      () =>
        make(
          'div',
          { class: 'content', tabindex: -1, lang: mine().locale },
          blocksOf(home.blocks, sceneFor({ view: home.id })),
        ),
    );
  }

  function drawTalk(inside, talk) {
    inside.toggleAttribute('data-empty', talk.messages.length === 0);
    reconcile(
      inside,
      threads(talk.seen.messages),
      (item) => item.message.ts,
      (item) =>
        drawThread(item, {
          face: desk.faceOf,
          bot: world().bot.id,
          sceneOf: (message) => sceneFor({ channel: talk.id, ts: message.ts }),
          reply: (message) => desk.replyTo(message.ts),
        }),
    );
  }

  /** The one with the bot first, after Home. */
  const talks = () => [
    { id: 'home', slug: 'home', title: 'Home', isHome: true, messages: [] },
    ...world()
      .seen.conversations.toSorted((one, other) => (other.kind === 'direct') - (one.kind === 'direct'))
      .map((one) => ({
        id: one.id,
        slug: one.kind === 'direct' ? world().bot.name.toLowerCase() : one.name,
        title: titleOf(one),
        isDirect: one.kind === 'direct',
        messages: one.messages.map(({ ts, user }) => ({ at: Number(ts), from: user })),
        seen: one,
      })),
  ];

  return {
    name: 'Slack',
    ready: async () => {},
    talks,
    frame: (talk) => (talk.isHome ? 'home' : 'log'),
    draw: (inside, talk) => (talk.isHome ? drawHome(inside) : drawTalk(inside, talk)),
    /** What lies over the page; `otherwise` takes the focus where what had it before has gone. */
    drawOver: (otherwise) => modal.show(world().seen.modals, mine().locale, otherwise),
    over: modal,
    async opened(talk) {
      if (talk.isHome) await desk.done(await send('home', { person: mine().id }));
    },
    type: (talk, text, reply) =>
      send('type', {
        person: mine().id,
        conversation: talk.id,
        text,
        ...(reply ? { thread: reply } : {}),
      }),
    unheard: 'Slack would show nothing, and bring it again later.',
    prompt: (talk) => `Message ${talk.title}, or / for commands`,
    inThread: 'Replying in a thread. ',
    offers: (_talk, text) =>
      /^\/\S*$/.test(text)
        ? world()
            .commands.filter((one) => one.command.startsWith(text.toLowerCase()))
            .map((one) => ({ ...one, taken: `${one.command} ` }))
        : [],
  };
}
