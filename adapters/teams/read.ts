// Activity → event. What is not for us (our own messages, edits, reactions, messages that do not call us) reads as nothing.
// Shapes: Microsoft, "Conversation basics" and "Conversation events in your Teams bot", and "Universal Actions for Adaptive
// Cards" for what a card sends.
import { z } from 'zod';
import type { ChatEvent, Place, Who } from '../../src/chat/event.ts';
import type { Answers, Form } from '../../src/chat/form.ts';
import { readInputs } from './inputs.ts';
import { placeOf, type Spot, withoutChain } from './place.ts';
import type { Seal } from './seal.ts';
import { optional } from './shape.ts';

/** The way back to whoever did it. `spot` and `thread`: where it happened. */
export type Door =
  /**
   * `shared`: others see the card, so that what one person pressed must not take its place. `typing`: the card holds fields, so
   * nothing must.
   */
  | { kind: 'press'; shared: boolean; typing: boolean; spot: Spot }
  /** `instance`: of the drawing; it stays when the form is shown again. */
  | { kind: 'form'; shared: boolean; form: Form; answers: Answers; instance: string; spot: Spot }
  | { kind: 'said'; spot: Spot; thread?: string }
  | { kind: 'none' };

export type Heard =
  | { kind: 'event'; event: ChatEvent; door: Door }
  /** The form was closed by its own button; nobody else need know. */
  | { kind: 'closed'; who: Who }
  /** Somebody pressed something that we cannot read, and waits. */
  | { kind: 'unread'; who: Who }
  /** A kind of question that we never ask for. */
  | { kind: 'unasked' }
  | { kind: 'nothing' };

/** Who acts, and what their client tells with everything they do. */
export type Acting = {
  account: string;
  /** `29:…`, by which the service calls them. */
  user: string;
  language?: string;
  timeZone?: string;
  /** Their own talk with us, where this happened in it. */
  talk?: Spot;
  /** Where this happened: they are a member there. */
  spot: Spot;
};

const id = z.string().min(1).max(512);
const short = z.string().min(1).max(100);
const account = z.object({
  id,
  aadObjectId: optional(id),
  role: optional(z.string()),
});
const activity = z.object({
  type: z.string(),
  id: optional(id),
  serviceUrl: z.string().min(1).max(1_000),
  from: account,
  recipient: z.object({ id }),
  conversation: z.object({ id, conversationType: optional(z.string()), isGroup: optional(z.boolean()) }),
  channelData: optional(
    z.object({
      team: optional(z.object({ id })),
      channel: optional(z.object({ type: optional(z.string()) })),
    }),
  ),
  locale: optional(short),
  localTimezone: optional(short),
  entities: optional(z.array(z.unknown())),
});
const clientInfo = z.object({
  type: z.literal('clientInfo'),
  locale: optional(short),
  timezone: optional(short),
});
const mention = z.object({
  type: z.literal('mention'),
  text: z.string().min(1),
  mentioned: z.object({ id }),
});
const message = z.object({ text: optional(z.string()) });
const installed = z.object({ action: z.string() });
const members = z.object({
  membersAdded: optional(z.array(account)),
  membersRemoved: optional(z.array(account)),
});
const action = z.object({
  name: z.literal('adaptiveCard/action'),
  value: z.object({
    action: z.object({ verb: z.string(), data: z.record(z.string(), z.unknown()).default({}) }),
  }),
});
const press = z.object({
  press: z.string().min(1).max(255),
  value: z.string().max(4_000).default(''),
  inForm: z.boolean().default(false),
  typing: z.boolean().default(false),
});
const form = z.object({ instance: id, drawn: z.string().min(1), mark: z.string().min(1) });

type Activity = z.infer<typeof activity>;

const read = <Shape extends z.ZodType>(shape: Shape, value: unknown): z.infer<Shape> | undefined => {
  const result = shape.safeParse(value);
  return result.success ? result.data : undefined;
};

/** Ids of the directory are the same however they are written. */
export const accountOf = (person: { id: string; aadObjectId?: string | undefined }): string =>
  person.aadObjectId?.toLowerCase() ?? person.id;

const isBot = (person: z.infer<typeof account>): boolean =>
  person.role === 'bot' || person.role === 'skill' || person.id.startsWith('28:');

const isPersonal = ({ conversation: { conversationType, isGroup } }: Activity): boolean =>
  conversationType === 'personal' || (conversationType === undefined && isGroup !== true);

const spotIn = ({ serviceUrl, conversation }: Activity): Spot & { thread?: string } => ({
  service: serviceUrl,
  ...withoutChain(conversation.id),
});

/** The people of a channel are those of its team; only a private or shared one has people of its own. */
function peopleIn(seen: Activity): Spot {
  const { service, conversation } = spotIn(seen);
  const { team, channel } = seen.channelData ?? {};
  const isOfItsOwn = channel?.type === 'private' || channel?.type === 'shared';
  return { service, conversation: team && !isOfItsOwn ? team.id : conversation };
}

/** Undefined where it is nobody: a bot, or no activity at all. */
export function readActing(body: unknown): Acting | undefined {
  const seen = read(activity, body);
  if (!seen || isBot(seen.from) || seen.from.id === seen.recipient.id) return undefined;
  const client = seen.entities?.map((entity) => read(clientInfo, entity)).find((entity) => entity);
  const language = seen.locale ?? client?.locale;
  const timeZone = client?.timezone ?? seen.localTimezone;
  const { service, conversation } = spotIn(seen);
  return {
    account: accountOf(seen.from),
    user: seen.from.id,
    spot: { service, conversation },
    ...(isPersonal(seen) ? { talk: { service, conversation } } : {}),
    ...(language ? { language } : {}),
    ...(timeZone ? { timeZone } : {}),
  };
}

/**
 * `tenant` was checked and is whose people speak. `digest` is keyed: an identity that is stored must not betray what was
 * answered.
 */
export function readActivity(
  body: unknown,
  tenant: string,
  { digest, seal }: { digest: (text: string) => string; seal: Seal },
): Heard {
  const nothing: Heard = { kind: 'nothing' };
  const seen = read(activity, body);
  if (!seen) return nothing;
  if (isBot(seen.from) || seen.from.id === seen.recipient.id) return nothing;
  const who: Who = { platform: 'teams', workspace: tenant, account: accountOf(seen.from) };
  const { thread, ...spot } = spotIn(seen);
  const people = placeOf(peopleIn(seen));
  const place: Place = {
    conversation: placeOf(spot),
    ...(thread === undefined ? {} : { thread }),
    ...(people === placeOf(spot) ? {} : { people }),
    private: isPersonal(seen),
  };
  const common = { who, ...(place.private ? { talk: placeOf(spot) } : {}) };
  /** Teams has delivered one activity more than once: where it happened and its id there are what it is. */
  const identity = (kind: string): string =>
    `${kind}:${seen.conversation.id}:${seen.id ?? digest(JSON.stringify(body))}`;

  switch (seen.type) {
    case 'message': {
      const called = mentionsOf(seen);
      if (!place.private && called.length === 0) return nothing;
      return {
        kind: 'event',
        event: {
          kind: 'said',
          identity: identity('said'),
          ...common,
          text: spoken(read(message, body)?.text ?? '', called),
          place,
        },
        door: { kind: 'said', spot, ...(thread === undefined ? {} : { thread }) },
      };
    }
    case 'invoke':
      return readInvoke();
    case 'installationUpdate': {
      const change = read(installed, body)?.action;
      if (!place.private) return nothing;
      if (change === 'add' || change === 'add-upgrade') return came();
      return change === 'remove' ? went() : nothing;
    }
    case 'conversationUpdate': {
      const { membersAdded = [], membersRemoved = [] } = read(members, body) ?? {};
      const isUs = (one: { id: string }): boolean => one.id === seen.recipient.id;
      if (place.private)
        return membersAdded.some(isUs) ? came() : membersRemoved.some(isUs) ? went() : nothing;
      if (membersAdded.length + membersRemoved.length === 0) return nothing;
      return {
        kind: 'event',
        event: {
          kind: 'members-changed',
          identity: identity('members'),
          // Whoever merely appears in a team is not written down.
          who: { ...who, account: '' },
          conversation: people,
        },
        door: { kind: 'none' },
      };
    }
    default:
      return nothing;
  }

  function came(): Heard {
    return {
      kind: 'event',
      event: { kind: 'joined', identity: identity('joined'), ...common },
      door: { kind: 'none' },
    };
  }

  function went(): Heard {
    return {
      kind: 'event',
      event: { kind: 'left', identity: identity('left'), who },
      door: { kind: 'none' },
    };
  }

  function readInvoke(): Heard {
    const named = read(z.object({ name: z.string() }), body)?.name;
    if (named !== 'adaptiveCard/action') return { kind: 'unasked' };
    const unread: Heard = { kind: 'unread', who };
    const done = read(action, body)?.value.action;
    if (!done) return unread;
    if (done.verb === 'close') return { kind: 'closed', who };
    if (done.verb === 'press') {
      const pressed = read(press, done.data);
      if (!pressed) return unread;
      const { typing, ...what } = pressed;
      return {
        kind: 'event',
        event: { kind: 'button-pressed', identity: identity('press'), ...common, ...what, place },
        door: { kind: 'press', shared: !place.private, typing, spot },
      };
    }
    const sent = done.verb === 'form' ? read(form, done.data) : undefined;
    const drawn = sent && seal.open(sent);
    if (!sent || !drawn) return unread;
    const answers = readInputs(drawn, done.data);
    return {
      kind: 'event',
      event: {
        kind: 'form-sent',
        // The same card sent again with other answers is another event; with the same ones it is the same.
        identity: `form:${sent.instance}:${digest(JSON.stringify([who.account, answers]))}`,
        ...common,
        form: drawn.name,
        carries: drawn.carries ?? '',
        answers,
      },
      door: { kind: 'form', shared: !place.private, form: drawn, answers, instance: sent.instance, spot },
    };
  }
}

/** The texts by which we were called. */
const mentionsOf = ({ entities, recipient }: Activity): string[] =>
  (entities ?? []).flatMap((entity) => {
    const one = read(mention, entity);
    return one?.mentioned.id === recipient.id ? [one.text] : [];
  });

/** The words without the mentions that called us. */
function spoken(text: string, called: readonly string[]): string {
  let words = text;
  for (const name of called) words = words.replaceAll(name, ' ');
  return words.replaceAll(/&nbsp;|\u00a0/g, ' ').trim();
}
