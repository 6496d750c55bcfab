// PORT: what the core asks of Teams. One call, one outcome; nothing here tries again by itself.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Card, Chart } from '../../src/chat/card.ts';
import type { Who } from '../../src/chat/event.ts';
import type { Form } from '../../src/chat/form.ts';
import type { Member, Platform, Profile, Sent } from '../../src/chat/platform.ts';
import type { Speaker } from '../../src/words/speak.ts';
import { type Drawing, drawFormReply, drawMessage } from './draw.ts';
import type { People } from './people.ts';
import { placeOf, type Spot, spotOf } from './place.ts';
import { accountOf } from './read.ts';
import type { Seal } from './seal.ts';
import { optional } from './shape.ts';
import { type Called, gently, type Wire } from './wire.ts';

const sendMs = 15_000;
/** A team has 25,000 members at most (Microsoft, "Limits and specifications for Microsoft Teams"). */
const mostPages = 100;

const id = z.string().min(1);
const created = z.object({ id });
/** It was taken: what it is called there must not make it be sent again. */
const posted = z.object({ id: z.string().catch('') });
const member = z.object({
  id,
  aadObjectId: optional(id),
  objectId: optional(id),
  email: optional(z.string().min(1)),
  userPrincipalName: optional(z.string()),
  userRole: optional(z.string()),
  name: optional(z.string().min(1)),
  tenantId: optional(z.string()),
});
const page = z.object({
  members: z.array(z.unknown()),
  continuationToken: z.string().nullish(),
});

/** What is posted. The summary is all that a notification says. */
export const messageOf = ({ card, summary }: Drawing): object => ({
  type: 'message',
  summary,
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
});

/** The talk's id, or why there is none. */
export function talkIn(service: string, called: Called): Spot | Exclude<Called, { kind: 'ok' }> {
  if (called.kind !== 'ok') return called;
  const made = created.safeParse(called.body);
  return made.success
    ? { service, conversation: made.data.id }
    : { kind: 'failed', because: 'no conversation' };
}

/** As Teams shows somebody to colleagues. */
const nameIn = (body: unknown): string | undefined => member.safeParse(body).data?.name;

export function readMember(body: unknown, workspace: string): Member | undefined {
  const read = member.safeParse(body);
  if (!read.success) return undefined;
  const { id: user, aadObjectId, objectId, email, userPrincipalName, userRole, tenantId } = read.data;
  return {
    account: accountOf({ id: user, aadObjectId: aadObjectId ?? objectId }),
    ...(email ? { mail: email } : {}),
    bot: user.startsWith('28:'),
    guest: userRole === 'guest' || (userPrincipalName ?? '').includes('#EXT#'),
    stranger: tenantId !== undefined && tenantId.toLowerCase() !== workspace,
    // The service tells of nobody whose account is closed: they are simply not there any more.
    deactivated: false,
  };
}

export function makePlatform(parts: {
  wire: Wire;
  people: People;
  seal: Seal;
  picture: (chart: Chart) => string | undefined;
  sayTo: (who: Who) => Speaker;
  /** Where a tenant's people are served whom nobody has heard of yet. */
  usualService: string;
  ailment: () => string | undefined;
}): Platform {
  const { wire, people, seal, picture, sayTo, usualService, ailment } = parts;

  /** The card's summary speaks for the form as well: it holds nothing private. */
  function drawn(card: Card, form: Form | undefined, workspace: string, spot: Spot): Drawing[] {
    if (!form) return drawMessage(card, picture);
    const account = people.ownerOf(workspace, spot) ?? '';
    const say = sayTo({ platform: 'teams', workspace, account });
    const reply = drawFormReply(form, { picture, say, seal: seal.seal, instance: randomUUID() });
    return [{ card: reply.card, summary: card.summary }, ...reply.rest];
  }

  /** A bot may ask only who is in a conversation of its own: theirs is found first, which sends nothing. */
  async function profileOfUnheard(
    { workspace, account }: Who,
    patience: number,
  ): Promise<Profile | undefined> {
    const began = performance.now();
    const service = people.serviceOf(workspace) ?? usualService;
    const talk = talkIn(service, await wire.create(service, workspace, account, patience));
    const left = Math.floor(patience - (performance.now() - began));
    if ('kind' in talk || left <= 0) return undefined;
    const called = await wire.member(talk, account, left);
    const told = called.kind === 'ok' ? readMember(called.body, workspace) : undefined;
    if (called.kind !== 'ok' || !told) return undefined;
    const name = nameIn(called.body);
    const { bot, guest, mail } = told;
    return { bot, guest, ...(mail ? { mail } : {}), ...(name ? { name } : {}) };
  }

  return {
    name: 'teams',
    blind: true,
    ailment,

    /** Language and zone are those of the person's own client when they last did something. */
    async profileOf(who, patience) {
      const known = people.known(who);
      if (!known) return profileOfUnheard(who, patience);
      const called = await wire.member(known.talk ?? known.spot, known.user, patience);
      const told = called.kind === 'ok' ? readMember(called.body, who.workspace) : undefined;
      if (told) people.guestTold(who, told.guest);
      const name = called.kind === 'ok' ? nameIn(called.body) : undefined;
      return {
        // Somebody is met in their language also where the service does not say more; what it says is asked for again tomorrow.
        bot: told?.bot ?? false,
        guest: told?.guest ?? known.guest ?? false,
        ...(known.language ? { language: known.language } : {}),
        ...(known.timeZone ? { timeZone: known.timeZone } : {}),
        ...(told?.mail ? { mail: told.mail } : {}),
        ...(name ? { name } : {}),
      };
    },

    async talkWith({ workspace, conversation: account }) {
      const who = { workspace, account };
      const known = people.known(who);
      if (known?.talk) return { kind: 'talk', conversation: placeOf(known.talk) };
      const service = people.serviceOf(workspace) ?? usualService;
      const talk = talkIn(service, await wire.create(service, workspace, known?.user ?? account, sendMs));
      if ('kind' in talk) return talk;
      people.talkFound(who, talk);
      return { kind: 'talk', conversation: placeOf(talk) };
    },

    async send({ workspace, conversation, thread }, card, _delivery, form) {
      const spot = spotOf(conversation);
      if (!spot) return { kind: 'unreachable', because: 'no such conversation' };
      let sent: Sent = { kind: 'failed', because: 'an empty card' };
      for (const drawing of drawn(card, form, workspace, spot)) {
        const activity = { ...messageOf(drawing), channelData: { notification: { alert: true } } };
        const called = await wire.post(spot, thread, activity, sendMs);
        if (called.kind !== 'ok') return called;
        sent = { kind: 'sent', message: posted.parse(called.body).id, conversation };
      }
      return sent;
    },

    async change({ conversation }, message, card) {
      const spot = spotOf(conversation);
      const [drawing] = drawMessage(card, picture);
      if (!spot || !drawing) return { kind: 'unreachable', because: 'no such conversation' };
      const called = await wire.put(spot, message, messageOf(drawing), sendMs);
      return called.kind === 'ok' ? { kind: 'sent', message, conversation } : called;
    },

    /**
     * Teams lets a bot read nothing back without far-reaching rights. What nobody knows about is sent again or given up, by what
     * is said: the core decides.
     */
    async find() {
      return { kind: 'absent' };
    },

    async membersOf({ workspace, conversation }) {
      const spot = spotOf(conversation);
      if (!spot) return { kind: 'unreachable', because: 'no such conversation' };
      const members: Member[] = [];
      let from: string | undefined;
      for (let pages = 0; pages < mostPages; pages += 1) {
        const called = gently(await wire.members(spot, from, sendMs));
        if (called.kind !== 'ok') return called;
        const read = page.safeParse(called.body);
        if (!read.success) return { kind: 'failed', because: 'not a page of members' };
        members.push(...read.data.members.flatMap((one) => readMember(one, workspace) ?? []));
        from = read.data.continuationToken ?? undefined;
        if (!from) return { kind: 'members', members };
      }
      return { kind: 'failed', because: 'too many pages' };
    },
  };
}
