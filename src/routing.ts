// Finds who answers an event, and says what comes of it. Runs inside the transaction of the event.
import { gone, notYours, openPrivately, refusalWords } from './bot-cards.ts';
import { checkAnswers } from './chat/check.ts';
import type { ButtonPressed, ChatEvent, FormSent, Joined, Left, Said } from './chat/event.ts';
import type { Command, Context, Feature, Reply } from './chat/feature.ts';
import { fieldsOf } from './chat/form.ts';
import { loseTalk } from './people/account.ts';
import { followAccountAgain, followConversationAgain } from './people/audience.ts';
import type { Person, Role } from './people/person.ts';
import { removeWorkspace, type Workspace } from './people/workspace.ts';
import { nearestVerb, verbOf } from './words/verb.ts';

export type Routes = {
  /** Every command of every feature, whoever may use it, and whether it is on or off. */
  commands: readonly Command[];
  /** `on`: features that are switched on. */
  commandsFor(person: Person, on: ReadonlySet<string>): readonly Command[];
  /** Accounts that this event names in a form of ours, by the platform's own ids. */
  namedIn(event: ChatEvent): readonly string[];
  act(context: Context, event: ChatEvent, workspace: Workspace): Reply | Promise<Reply>;
};

export function makeRoutes(features: readonly Feature[]): Routes {
  const commands = features.flatMap(commandsOf);

  function act(context: Context, event: ChatEvent, workspace: Workspace): Reply | Promise<Reply> {
    switch (event.kind) {
      case 'command-used':
        return runVerb(context, `${event.verb} ${event.words}`);
      case 'said':
        return saidIn(event.place.private ? context : inPublic(context), event, workspace);
      case 'button-pressed': {
        if (event.press.startsWith('do.'))
          return pressVerb(context, event, `${event.press.slice('do.'.length)} ${event.value}`);
        const { feature, name } = named(context, event.press);
        const handler = ownOf(feature?.presses, name);
        if (!handler) return { answer: gone(context.say, event) };
        return holdsOne(feature?.roles, context.person)
          ? handler(context, event)
          : { answer: notYours(context.say) };
      }
      case 'form-sent':
        return sendForm(context, event);
      case 'home-opened':
        return home(context);
      case 'joined':
        return welcome(context, event);
      case 'left':
        return forgetWay(context, event, workspace);
      case 'members-changed':
        return followConversationAgain(context.tx, {
          workspace: workspace.id,
          conversation: event.conversation,
          now: context.now,
        }).then(() => nothing);
      case 'removed':
        return removeWorkspace(context.tx, workspace.id, context.now, event.at).then(() => nothing);
    }
  }

  async function welcome(context: Context, event: Joined): Promise<Reply> {
    const deliveries = [];
    for (const feature of features.filter(context.isOn))
      deliveries.push(...((await feature.joined?.(context, event)) ?? []));
    return { ...nothing, deliveries };
  }

  async function forgetWay({ tx, now }: Context, event: Left, workspace: Workspace): Promise<Reply> {
    const { account } = event.who;
    await loseTalk(tx, workspace.id, account, event.deactivated ? now : undefined);
    await followAccountAgain(tx, workspace.id, account, now);
    return nothing;
  }

  /** Where others read along, what somebody may do beside being a member is nobody's business. */
  const inPublic = (context: Context): Context => ({
    ...context,
    commands: () => context.commands().filter((command) => !command.roles),
  });

  async function saidIn(context: Context, event: Said, workspace: Workspace): Promise<Reply> {
    const { verb, words } = verbOf(event.text, commands);
    const asked = features
      .filter(context.isOn)
      .flatMap(commandsOf)
      .find((command) => command.verb === verb);
    // Everybody who says it gets the same button: what opens in private is for those who may.
    if (!event.place.private && asked?.roles) {
      const card = openPrivately(context.say, asked, words, false);
      return bySpeech(context, event, { answer: { kind: 'card', card } }, workspace);
    }
    return bySpeech(context, event, await runVerb(context, event.text), workspace);
  }

  /** `checkins.mood` is `mood` of the feature `checkins`; of one that is off there is nothing. */
  function named(
    { isOn }: Pick<Context, 'isOn'>,
    id: string,
  ): { feature: Feature | undefined; name: string } {
    const dot = id.indexOf('.');
    const owner = id.slice(0, dot);
    const feature = features.find((one) => one.name === owner && isOn(one));
    return { feature, name: id.slice(dot + 1) };
  }

  /** Whoever pressed a button typed no word: where it leads nowhere for them, they are told about the button. */
  async function pressVerb(context: Context, event: ButtonPressed, typed: string): Promise<Reply> {
    const { verb } = verbOf(typed, commands);
    const isThere = features
      .filter(context.isOn)
      .flatMap(commandsOf)
      .some((one) => one.verb === verb);
    if (verb !== '' && !isThere) return { answer: gone(context.say, event) };
    const isTheirs = verb === '' || context.commands().some((one) => one.verb === verb);
    return isTheirs ? runVerb(context, typed) : { answer: notYours(context.say) };
  }

  async function runVerb(context: Context, typed: string): Promise<Reply> {
    const { verb, words } = verbOf(typed, commands);
    const usable = context.commands();
    const command = usable.find((known) => known.verb === (verb === '' ? 'help' : verb));
    if (command) return command.run(context, words);
    const nearest = nearestVerb(verb, usable);
    const unknown = features.find((feature) => feature.unknown)?.unknown;
    if (!unknown) throw new Error('no feature answers an unknown word');
    return unknown(
      context,
      usable.find((known) => known.verb === nearest),
    );
  }

  /** A typed message carries nothing that a form could open with, and its answer must survive a crash: it goes by the outbox. */
  function bySpeech(context: Context, event: Said, reply: Reply, workspace: Workspace): Reply {
    const { verb, words } = verbOf(event.text, commands);
    const command = context.commands().find((known) => known.verb === verb);
    const { answer } = reply;
    const { conversation, thread, private: inPrivate } = event.place;
    const readAlong = command !== undefined && !inPrivate;
    const card =
      command && (answer.kind === 'form' || readAlong)
        ? openPrivately(context.say, command, words, inPrivate)
        : answer.kind === 'card' || answer.kind === 'replace'
          ? answer.card
          : undefined;
    if (!card) return { ...reply, answer: { kind: 'nothing' } };
    const to = {
      kind: 'conversation' as const,
      workspace: workspace.id,
      conversation,
      ...(thread === undefined ? {} : { thread }),
      ...(inPrivate ? { account: context.person.account } : {}),
    };
    const isPostable = inPrivate && answer.kind === 'form' && !answer.form.private;
    const form = isPostable ? { form: answer.form } : {};
    return {
      answer: { kind: 'nothing' },
      deliveries: [{ to, card, why: 'asked', ...form }, ...(reply.deliveries ?? [])],
    };
  }

  async function sendForm(context: Context, event: FormSent): Promise<Reply> {
    const { feature, name } = named(context, event.form);
    const shape = ownOf(feature?.forms, name);
    if (!shape) return { answer: gone(context.say, event) };
    if (!holdsOne(feature?.roles, context.person)) return { answer: notYours(context.say) };
    const drawn = await shape.draw(context, event.carries);
    const checked = checkAnswers(drawn, event.answers);
    if (checked.kind === 'taken') return shape.sent(context, checked.answers, event.carries);
    const errors = Object.fromEntries(
      fieldsOf(drawn).flatMap((field) => {
        const refusal = checked.refusals[field.id];
        return refusal ? [[field.id, refusalWords(context.say, refusal)]] : [];
      }),
    );
    return { answer: { kind: 'errors', errors } };
  }

  async function home(context: Context): Promise<Reply> {
    const blocks = [];
    for (const feature of features.filter(context.isOn))
      blocks.push(...((await feature.home?.(context)) ?? []));
    const card = { name: 'bot.home', summary: context.say('home.title'), blocks };
    return { answer: { kind: 'home', card } };
  }

  /** Whether it is on, and theirs to send, is asked later. */
  function namedIn(event: ChatEvent): readonly string[] {
    if (event.kind !== 'form-sent') return [];
    const { feature, name } = named({ isOn: () => true }, event.form);
    const answers = (ownOf(feature?.forms, name)?.people ?? []).map((field) => event.answers[field]);
    return answers.flatMap((answer) => (typeof answer === 'string' && answer !== '' ? [answer] : []));
  }

  return {
    commands,
    namedIn,
    commandsFor: (person, on) =>
      features
        .filter((feature) => isOn(feature, on))
        .flatMap(commandsOf)
        .filter((command) => holdsOne(command.roles, person)),
    act,
  };
}

const nothing: Reply = { answer: { kind: 'nothing' } };

/** `on`: features that a programme has switched on; those that every programme starts with are not among them. */
export const isOn = ({ name, optional }: Feature, on: ReadonlySet<string>): boolean =>
  optional === undefined || on.has(name);
const commandsOf = (feature: Feature): readonly Command[] => feature.commands;

/** Names come from outside: `constructor` is no button of ours. */
const ownOf = <Value>(all: Readonly<Record<string, Value>> | undefined, name: string): Value | undefined =>
  all && Object.hasOwn(all, name) ? all[name] : undefined;

const holdsOne = (wanted: readonly Role[] | undefined, { roles }: Person): boolean =>
  !wanted || wanted.some((role) => roles.includes(role));
