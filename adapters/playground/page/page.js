// The page: who sits here, which conversation is open, and what is done there.
import { blocksOf } from './blocks.js';
import { makeComposer } from './composer.js';
import { drawConversations, markRead } from './conversations.js';
import { make, reconcile } from './element.js';
import { drawThread, threads } from './messages.js';
import { confirmed, makeModal } from './modal.js';
import { drawPeople, markPerson } from './people.js';
import { spoken, textOf } from './text.js';
import { complaint, load, send, watch } from './wire.js';

const at = (id) => document.getElementById(id);
const [people, list, scroll, notice, line, title] = [
  'people',
  'conversations',
  'scroll',
  'notice',
  'line',
  'title',
].map(at);

let world;
let me;
/** `home`, or the id of a conversation. */
let open;
/** The conversation to open once it is known which there are: its name in the address. */
let wanted;
let reply;
/** The end of the talk stays in sight unless the person has scrolled up. */
let follow = true;
let unwatch = () => {};
let underWay;
let again = false;
/** By person and conversation: words not yet sent. */
const drafts = new Map();

const languages = new Intl.DisplayNames('en', { type: 'language' });

const myself = () => world.people.find((one) => one.id === me);
const here = () => `${me} ${open}`;
const titleOf = ({ kind, name }) => ({ direct: world.bot.name, group: name })[kind] ?? `#${name}`;
const current = () => world.seen.conversations.find((one) => one.id === open);

/** Who looks, and what happens on a press. `target` says where the blocks stand. */
function sceneFor(target, values = {}) {
  const scene = {
    locale: myself().locale,
    zone: myself().tz,
    people: world.people,
    conversations: world.seen.conversations,
    titleOf,
    nameOf: (id) =>
      id === world.bot.id ? world.bot.name : (world.people.find((one) => one.id === id)?.realName ?? id),
    channelOf: (id) => world.seen.conversations.find((one) => one.id === id)?.name ?? id,
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
  const body = { person: me, target, action: element.action_id, block: block.block_id, choice };
  await done(await send('press', body));
  node.removeAttribute('aria-busy');
}

/** Shows what went wrong, or takes back what was shown, and brings the page in line. */
async function done(result) {
  say(complaint(result) ?? '');
  await refresh();
}

function say(sentence) {
  if (modal.isOpen()) modal.say(sentence);
  else notice.textContent = sentence;
}

const modal = makeModal({ sceneFor, refresh: () => refresh(), person: () => me });

const composer = makeComposer({
  form: at('composer'),
  commands: () => world?.commands ?? [],
  async send(text) {
    const body = { person: me, conversation: open, text, ...(reply ? { thread: reply } : {}) };
    const result = await send('type', body);
    const failed = complaint(result);
    if (!failed) replyTo(undefined);
    await done(result);
    if (result.kind === 'done' && !result.heard && current()?.kind === 'direct')
      say(`${world.bot.name} did not take this in time. Slack would show nothing, and bring it again later.`);
    return !failed;
  },
});

function replyTo(message) {
  reply = message?.ts;
  const note = at('thread');
  note.hidden = !message;
  note.replaceChildren();
  if (!message) return;
  note.append(
    'Replying in a thread. ',
    make('button', { type: 'button', class: 'quiet', onclick: () => replyTo(undefined) }, 'Leave the thread'),
  );
  composer.focus();
}

/** Asks the room until what is shown is what is there; calls in between are one. */
function refresh() {
  again = true;
  underWay ??= (async () => {
    while (again) {
      again = false;
      const next = await load(me);
      if (next.kind === 'refused') say(next.because);
      else if (next.me === me) {
        world = next;
        draw();
      }
    }
  })().finally(() => {
    underWay = undefined;
  });
  return underWay;
}

/** A new conversation gets a new frame: what stands in it already is not read out as news. */
function frame(label) {
  const key = here();
  if (scroll.dataset.holds === key) return scroll.firstElementChild;
  scroll.dataset.holds = key;
  const made =
    open === 'home'
      ? make('div', { class: 'home' })
      : make('div', { class: 'log', role: 'log', 'aria-label': label });
  scroll.replaceChildren(made);
  return made;
}

function drawHome(inside) {
  const { home } = world.seen;
  const items = home ? [{ id: home.id, hash: home.hash }] : [];
  inside.toggleAttribute('data-empty', !home);
  reconcile(
    inside,
    items,
    (one) => one.id,
    () =>
      make(
        'div',
        { class: 'content', tabindex: -1, lang: myself().locale },
        blocksOf(home.blocks, sceneFor({ view: home.id })),
      ),
  );
}

function drawTalk(inside, talk) {
  follow = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;
  inside.toggleAttribute('data-empty', talk.messages.length === 0);
  reconcile(
    inside,
    threads(talk.messages),
    (item) => item.message.ts,
    (item) =>
      drawThread(item, {
        world,
        sceneOf: (message) => sceneFor({ channel: talk.id, ts: message.ts }),
        reply: replyTo,
      }),
  );
  if (follow) scroll.scrollTop = scroll.scrollHeight;
  markRead(me, talk);
}

function draw() {
  if (people.childElementCount === 0) begin();
  if (open !== 'home' && !current()) open = find(wanted);
  const talk = current();
  const name = talk ? titleOf(talk) : 'Home';
  title.textContent = name;
  document.title = `${name} · ${world.hospital}`;
  at('composer').hidden = !talk;
  const inside = frame(`Messages in ${name}`);
  if (talk) drawTalk(inside, talk);
  else drawHome(inside);
  drawConversations(list, { me, talks: talks(), open, titleOf, goTo: (id) => void goTo(id) });
  tick();
  modal.show(world.seen.modals, myself().locale, composerOrTitle());
}

function tick() {
  const { locale, tz: zone } = myself();
  const clock = spoken(Date.now(), { hour: 'numeric', minute: '2-digit' }, { locale: 'en', zone });
  at('clock').textContent =
    `${clock} in ${zone.split('/').at(-1).replaceAll('_', ' ')}, ${languages.of(locale)}`;
}

const composerOrTitle = () => (open === 'home' ? title : at('message'));
/** The one with the bot first. */
const talks = () =>
  world.seen.conversations.toSorted((one, other) => (other.kind === 'direct') - (one.kind === 'direct'));
const direct = () => world.seen.conversations.find((one) => one.kind === 'direct');

const slug = (one) => (one.kind === 'direct' ? world.bot.name.toLowerCase() : one.name);
const find = (name) =>
  name === 'home' ? name : (world.seen.conversations.find((one) => slug(one) === name) ?? direct()).id;

/** The address says who and where: `#/amara.bello/ward-4`. */
function fromAddress() {
  const [, who, where] = location.hash.split('/');
  return { person: (world.people.find((one) => one.name === who) ?? world.people[0]).id, where };
}

function begin() {
  at('hospital').textContent = world.hospital;
  drawPeople(people, world.people, me, (id) => {
    if (id !== me) void be(id, undefined);
  });
}

function settle() {
  const where = open === 'home' ? open : slug(current());
  history.replaceState(undefined, '', `#/${myself().name}/${where}`);
  markPerson(people, me);
  at('room').setAttribute('aria-labelledby', `person-${me}`);
}

function fill() {
  replyTo(undefined);
  const talk = current();
  composer.fill(drafts.get(here()) ?? '', talk ? `Message ${titleOf(talk)}, or / for commands` : '');
}

async function goTo(id) {
  drafts.set(here(), composer.text());
  open = id;
  notice.textContent = '';
  settle();
  draw();
  fill();
  scroll.scrollTop = id === 'home' ? 0 : scroll.scrollHeight;
  if (id === 'home') await done(await send('home', { person: me }));
}

/** Sits down as this person, in the conversation of that name or in the one with the bot. */
async function be(id, where) {
  if (open !== undefined) drafts.set(here(), composer.text());
  unwatch();
  me = id;
  open = undefined;
  wanted = where;
  notice.textContent = '';
  await underWay;
  await refresh();
  if (me !== id || open === undefined) return;
  settle();
  fill();
  scroll.scrollTop = scroll.scrollHeight;
  unwatch = watch(
    id,
    () => void refresh(),
    (lost) => {
      line.textContent = lost ? 'The line to the playground is cut. It is tried again by itself.' : '';
    },
  );
  if (open === 'home') await done(await send('home', { person: me }));
}

window.addEventListener('hashchange', () => {
  const { person, where } = fromAddress();
  if (person !== me) void be(person, where);
  else if (find(where) !== open) void goTo(find(where));
});

// A picture has no height before it is there.
scroll.addEventListener(
  'load',
  () => follow && open !== 'home' && scroll.scrollTo(0, scroll.scrollHeight),
  true,
);
setInterval(() => world && me && tick(), 10_000);
const first = await load();
if (first.kind === 'refused') line.textContent = first.because;
else {
  world = first;
  const { person, where } = fromAddress();
  await be(person, where);
}
