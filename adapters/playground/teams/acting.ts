// People at their Teams: what they write, press and do with the app goes to the bot, and comes back as what they see.
import type { Place, Shapes } from './activities.ts';
import type { Deliveries } from './deliveries.ts';
import { type Message, type Person, partsOf, type Talk, type Tenant, type Thing } from './tenant.ts';

/** What the person's client shows. `error` is a code, Teams' own where it has one; `shown` its words. */
export type Result =
  /** `heard`: the bot acknowledged in time. `id`: the message that the person wrote. */
  | { kind: 'done'; heard: boolean; id?: string }
  /** The answer replaced the card for this person. */
  | { kind: 'card'; heard: true }
  /** The answer's words stand in the card's place for this person. */
  | { kind: 'said'; words: string; heard: true }
  | { kind: 'failed'; error: string; shown: string };

export const failed = (error: string, shown: string): Result => ({ kind: 'failed', error, shown });

export type Desk = { tenant: Tenant; shapes: Shapes; deliveries: Deliveries };

export const nowhere = failed('not_found', 'You are not in this conversation.');
export const nobody = failed('not_found', 'There is nobody of that name.');

/** The person, and the place where they are in it. The root of a reply chain comes with the conversation's id. */
export function seat(
  tenant: Tenant,
  person: string,
  conversation: string,
): { me: Person; place: Place } | undefined {
  const { talk: id, root } = partsOf(conversation);
  const me = tenant.people.get(person);
  const talk: Talk | undefined = tenant.talks.get(id);
  if (!me || !talk || !tenant.sees(person, talk)) return undefined;
  return { me, place: root === undefined ? { talk } : { talk, root } };
}

/** `heard`: the bot acknowledged all of them. */
export async function tell({ deliveries }: Desk, ...activities: readonly Thing[]): Promise<Result> {
  const heard = await Promise.all(activities.map((one) => deliveries.tell(one)));
  return { kind: 'done', heard: heard.every(Boolean) };
}

export function makeActing(desk: Desk) {
  const { tenant, shapes, deliveries } = desk;

  /** Whether the bot is told of what is written here: where others read along, only where it is mentioned. */
  const hears = ({ talk }: Place, text: string): boolean =>
    tenant.holdsBot(talk) && (talk.kind === 'personal' || shapes.mentionsBot(text));

  async function message(
    person: string,
    conversation: string,
    text: string,
    replyTo?: string,
  ): Promise<Result> {
    const seated = seat(tenant, person, conversation);
    if (!seated) return nowhere;
    if (text.trim() === '') return failed('empty', 'There is nothing to send.');
    const { me, place } = seated;
    const { talk } = place;
    if (talk.kind === 'personal' && !tenant.holdsBot(talk))
      return failed('not_installed', `${tenant.bot.name} is not installed. Add it to send messages.`);
    const root = talk.kind === 'channel' ? (replyTo ?? place.root) : undefined;
    if (root !== undefined && !tenant.find(talk.id, root))
      return failed('not_found', 'The message that you reply to is gone.');
    const said = tenant.post({
      talk: talk.id,
      from: person,
      text,
      format: 'plain',
      mentions: [],
      ...(root === undefined ? {} : { root }),
    });
    const here: Place = talk.kind === 'channel' ? { talk, root: root ?? said.id } : { talk };
    const heard = hears(here, text) && (await deliveries.tell(shapes.message(me, here, said.id, text)));
    return { kind: 'done', heard, id: said.id };
  }

  function mine(
    person: string,
    conversation: string,
    id: string,
  ): { me: Person; here: Place; old: Message } | undefined {
    const seated = seat(tenant, person, conversation);
    const old = seated && tenant.find(seated.place.talk.id, id);
    if (!seated || !old || old.from !== person) return undefined;
    const { talk } = seated.place;
    return {
      me: seated.me,
      here: talk.kind === 'channel' ? { talk, root: old.root ?? old.id } : { talk },
      old,
    };
  }

  const notYours = failed('not_yours', 'You can only change your own messages.');

  async function edit(person: string, conversation: string, id: string, text: string): Promise<Result> {
    const found = mine(person, conversation, id);
    if (!found) return notYours;
    const { me, here, old } = found;
    tenant.replace(old, { ...old, text, edited: true });
    const heard = hears(here, text) && (await deliveries.tell(shapes.edited(me, here, id, text)));
    return { kind: 'done', heard, id };
  }

  async function remove(person: string, conversation: string, id: string): Promise<Result> {
    const found = mine(person, conversation, id);
    if (!found) return notYours;
    const { me, here, old } = found;
    tenant.remove(old);
    const heard = hears(here, old.text) && (await deliveries.tell(shapes.deleted(me, here, id)));
    return { kind: 'done', heard, id };
  }

  async function install(person: string): Promise<Result> {
    const me = tenant.people.get(person);
    if (!me) return nobody;
    const place = { talk: tenant.personal(person) };
    tenant.installedFor.add(person);
    tenant.blockedBy.delete(person);
    tenant.changed();
    return tell(
      desk,
      shapes.installation(me, place, 'add'),
      shapes.members(me, place, 'added', [{ id: tenant.bot.id }]),
    );
  }

  async function uninstall(person: string): Promise<Result> {
    const me = tenant.people.get(person);
    if (!me) return nobody;
    tenant.installedFor.delete(person);
    tenant.changed();
    return tell(desk, shapes.installation(me, { talk: tenant.personal(person) }, 'remove'));
  }

  return {
    message,
    edit,
    remove,
    install,
    uninstall,
    /** The bot's messages do not reach this person any more, and nobody tells the bot. */
    block(person: string): void {
      tenant.blockedBy.add(person);
      tenant.changed();
    },
    unblock(person: string): void {
      tenant.blockedBy.delete(person);
      tenant.changed();
    },
    /** What would be sent if this person wrote this: for `send`, which can send it otherwise. */
    compose(person: string, conversation: string, text: string): Record<string, unknown> {
      const seated = seat(tenant, person, conversation);
      if (!seated) throw new Error('There is no such person in such a conversation.');
      const { me, place } = seated;
      const id = tenant.stamp();
      const here = place.talk.kind === 'channel' && place.root === undefined ? { ...place, root: id } : place;
      return shapes.message(me, here, id, text);
    },
  };
}
