// The page: who sits here and on which platform, which conversation is open, and what is done there.
import { sitBeside, toldBeside } from './beside.js';
import { makeComposer } from './composer.js';
import { drawConversations, markRead } from './conversations.js';
import { make } from './element.js';
import { faceOf, makePeople } from './people.js';
import { makeSlackClient } from './slack.js';
import { makeTeamsClient } from './teams.js';
import { makeTimeButtons, showTime, told } from './time.js';
import { makeTour } from './tour.js';
import { drawWhere } from './where.js';
import { complaint, load, send, watch } from './wire.js';

const at = (id) => document.getElementById(id);
const [list, scroll, notice, line, title] = ['conversations', 'scroll', 'notice', 'line', 'title'].map(at);

let world;
/** The account at which somebody sits: its id. */
let me;
/** The id of a conversation, or of what the platform has besides. */
let open;
/** The conversation to open once it is known which there are: its name in the address. */
let wanted;
let reply;
/** The end of the talk stays in sight unless the person has scrolled up. */
let follow = true;
let unwatch = () => {};
let underWay;
let again = false;
/** By account and conversation: words not yet sent. */
const drafts = new Map();
/** By person: the account at which they sat last. */
const lastSeat = new Map();

/** Every account: { id, platform, slug, at, name, realName, locale, tz }. */
const seats = () =>
  world.people.flatMap((one, place) =>
    one.seats.map((seat, index) => ({
      ...one,
      ...seat,
      at: place,
      slug: index === 0 ? one.name : `${one.name}@${seat.platform}`,
    })),
  );
const mine = () => seats().find((one) => one.id === me);
const mySeats = () => world.people.find(({ name }) => name === mine().name).seats;
const colleagues = () => seats().filter((one) => one.platform === mine().platform);
const here = () => `${me} ${open}`;

const desk = {
  world: () => world,
  mine,
  people: colleagues,
  nameOf: (id) =>
    id === world.bot.id ? world.bot.name : (colleagues().find((one) => one.id === id)?.realName ?? id),
  faceOf: (id) => faceOf(colleagues(), world.bot, id),
  done,
  say,
  refresh: () => refresh(),
  replyTo,
};
const clients = { slack: makeSlackClient(desk), teams: makeTeamsClient(desk) };
const client = () => clients[mine().platform];

/** None while the page is between two persons. */
const talks = () => (world.me === me ? client().talks() : []);
const current = () => talks().find((one) => one.id === open);

/** Shows what went wrong, or takes back what was shown, and brings the page in line. */
async function done(result) {
  say(complaint(result, client().name) ?? '');
  await refresh();
}

function say(sentence) {
  const over = me && client().over;
  if (over?.isOpen()) over.say(sentence);
  else notice.textContent = sentence;
}

const composer = makeComposer({
  form: at('composer'),
  offers: (text) => (current() ? client().offers(current(), text) : []),
  async send(text) {
    const talk = current();
    if (!talk) return false;
    const result = await client().type(talk, text, reply);
    const failed = complaint(result, client().name);
    if (!failed) replyTo(undefined);
    await done(result);
    if (result.kind === 'done' && !result.heard && talk.isDirect)
      say(`${world.bot.name} did not take this in time. ${client().unheard}`);
    return !failed;
  },
});

/** `key` names the message that began the thread; undefined leaves it. */
function replyTo(key) {
  reply = key;
  const note = at('thread');
  note.hidden = key === undefined;
  note.replaceChildren();
  if (key === undefined) return;
  note.append(
    client().inThread,
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
        took(next);
        draw();
      }
    }
  })().finally(() => {
    underWay = undefined;
  });
  return underWay;
}

/** A new conversation gets a new frame: what stands in it already is not read out as news. */
function frame(talk) {
  const key = here();
  if (scroll.dataset.holds === key) return scroll.firstElementChild;
  scroll.dataset.holds = key;
  const kind = client().frame(talk);
  const label = `Messages in ${talk.title}`;
  const made = make('div', {
    class: kind,
    ...(kind === 'home' ? {} : { role: 'log', 'aria-label': label }),
  });
  scroll.replaceChildren(made);
  return made;
}

function draw() {
  if (at('people').childElementCount === 0) begin();
  if (!current()) open = find(wanted);
  const talk = current();
  title.textContent = talk.title;
  document.title = `${talk.title} · ${mine().realName} · ${world.hospital}`;
  at('composer').hidden = talk.isHome ?? false;
  const inside = frame(talk);
  follow = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;
  client().draw(inside, talk);
  if (follow && !talk.isHome) scroll.scrollTop = scroll.scrollHeight;
  markRead(me, talk);
  drawWhere(
    at('where'),
    { client: client().name, mine: mine(), seats: mySeats() },
    (id) => void be(id, undefined),
  );
  drawConversations(list, { me, talks: talks(), open, goTo: (id) => void goTo(id) });
  tick();
  client().drawOver?.(talk.isHome ? title : at('message'));
  tour.look(mine().name, world.seen);
}

const tick = () => showTime(at('clock'), mine());

function took(state) {
  world = state;
  told(state.now);
}

const find = (slug) => (talks().find((one) => one.slug === slug) ?? talks().find((one) => one.isDirect)).id;

/** The address says who and where: `#/amara.bello/ward-4`, and `#/amara.bello@teams/lamplight` for a second account. */
function fromAddress() {
  const [, who, where] = location.hash.split('/');
  return { seat: (seats().find((one) => one.slug === who) ?? seats()[0]).id, where };
}

function begin() {
  at('hospital').textContent = world.hospital;
  people.draw(world.people);
}

function settle() {
  const { name, slug } = mine();
  const address = `#/${slug}/${current().slug}`;
  history.replaceState(undefined, '', address);
  toldBeside(address);
  people.mark(name);
  at('room').setAttribute('aria-label', `${client().name}, as ${mine().realName}`);
}

function fill() {
  replyTo(undefined);
  const talk = current();
  composer.fill(drafts.get(here()) ?? '', talk.isHome ? '' : client().prompt(talk));
}

async function goTo(id) {
  drafts.set(here(), composer.text());
  open = id;
  notice.textContent = '';
  settle();
  draw();
  fill();
  scroll.scrollTop = current().isHome ? 0 : scroll.scrollHeight;
  await client().opened?.(current());
}

const people = makePeople(
  { chooser: at('chooser'), list: at('people'), filter: at('filter'), nobody: at('nobody'), me: at('me') },
  (name) => {
    if (name === mine().name) return;
    void be(lastSeat.get(name) ?? seats().find((one) => one.name === name).id, undefined);
  },
);
const tour = makeTour({
  panel: at('tour'),
  button: at('try'),
  async go(address, words) {
    history.replaceState(undefined, '', address);
    const { seat, where } = fromAddress();
    await be(seat, where);
    composer.fill(words, client().prompt(current()));
    composer.focus();
  },
});

/** Sits down at this account, in the conversation of that name or in the one with the bot. */
async function be(id, where) {
  if (open !== undefined) drafts.set(here(), composer.text());
  unwatch();
  me = id;
  lastSeat.set(mine().name, id);
  open = undefined;
  wanted = where;
  notice.textContent = '';
  await client().ready();
  // Whoever is new joins when somebody first sits down as them.
  if (mine().isAway) await send('arrive', { person: id });
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
  await client().opened?.(current());
}

async function sitDown() {
  window.addEventListener('hashchange', () => {
    const { seat, where } = fromAddress();
    if (seat !== me) void be(seat, where);
    else if (find(where) !== open) void goTo(find(where));
  });
  // A picture has no height before it is there.
  scroll.addEventListener(
    'load',
    () => follow && !current()?.isHome && scroll.scrollTo(0, scroll.scrollHeight),
    true,
  );
  setInterval(() => world && me && tick(), 10_000);
  const first = await load();
  if (first.kind === 'refused') {
    line.textContent = first.because;
    return;
  }
  took(first);
  const { seat, where } = fromAddress();
  await be(seat, where);
}

makeTimeButtons(at('time'), at('passed'), async (result) => {
  if (world) await done(result);
});
if (!sitBeside()) await sitDown();
