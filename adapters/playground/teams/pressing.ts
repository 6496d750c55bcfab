// Buttons: what is pressed goes to the bot as an invoke, and its answer decides what this person sees then.
// https://learn.microsoft.com/en-us/adaptive-cards/authoring-cards/universal-action-model#response-format

import { isHeard, type Outcome } from '../post.ts';
import { type Desk, failed, nowhere, type Result, seat } from './acting.ts';
import { fill, inputsOf, pressables } from './cards.ts';
import { problemsOf } from './rules.ts';
import { isThing, type Message, type OwnVersion, type Thing } from './tenant.ts';

/** https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/format-your-bot-messages */
const mostAnswered = 100 * 1024;

const unreachable = (error: string): Result => failed(error, 'Unable to reach app. Please try again.');
const wrong = (error: string): Result => failed(error, 'Something went wrong. Please try again.');

export const cardFor = (message: Message, person: string): Thing | undefined =>
  message.own[person]?.card ?? message.card;

export function makePressing({ tenant, shapes, deliveries }: Desk) {
  async function press(
    person: string,
    conversation: string,
    id: string,
    at: (action: object) => boolean,
    inputs: Readonly<Record<string, string>> = {},
  ): Promise<Result> {
    const seated = seat(tenant, person, conversation);
    if (!seated) return nowhere;
    const { me, place } = seated;
    const { talk } = place;
    const message = tenant.find(talk.id, id);
    const card = message && cardFor(message, person);
    const pressable = card && pressables(card).find((one) => at(one.action));
    if (!message || !pressable) return failed('not_found', 'This is not on your screen.');
    const filled = fill(inputsOf(pressable), inputs, (one) => tenant.personBy(one) !== undefined);
    if (filled.kind === 'not-offered')
      return failed('not_offered', `This cannot be entered in ${filled.id}.`);
    if (filled.kind === 'wrong') return failed('invalid_input', filled.words);
    const { action } = pressable;
    // Without a verb no invoke reaches the bot: https://github.com/microsoft/teams.net/issues/482
    if (typeof action.verb !== 'string' || action.verb === '') return unreachable('no_verb');
    if (!tenant.holdsBot(talk)) return unreachable('not_installed');
    const here = talk.kind === 'channel' ? { talk, root: message.root ?? message.id } : { talk };
    const outcome = await deliveries.ask(
      shapes.invoke(me, here, id, {
        action: {
          type: 'Action.Execute',
          ...(action.id === undefined ? {} : { id: action.id }),
          ...(action.title === undefined ? {} : { title: action.title }),
          verb: action.verb,
          data: { ...(isThing(action.data) ? action.data : {}), ...filled.values },
        },
        trigger: 'manual',
      }),
    );
    return obey(person, message, outcome);
  }

  /** The bot may have changed the message or taken it away in the meantime. */
  function keep(person: string, { talk, id }: Message, version: OwnVersion): void {
    const now = tenant.find(talk, id);
    if (now) tenant.replace(now, { ...now, own: { ...now.own, [person]: version } });
  }

  function obey(person: string, message: Message, outcome: Outcome): Result {
    if (outcome.kind !== 'answered') return unreachable(outcome.kind);
    if (!isHeard(outcome)) return wrong(`http_${outcome.status}`);
    const said = parsed(outcome.body);
    if (!said) return wrong('no_answer');
    const { statusCode, type, value } = said;
    if (statusCode !== 200)
      return wrong(
        isThing(value) && typeof value.code === 'string' ? value.code : `status_${String(statusCode)}`,
      );
    switch (type) {
      case 'application/vnd.microsoft.card.adaptive': {
        if (!isThing(value) || problemsOf(value).length > 0) return wrong('bad_card');
        if (Buffer.byteLength(outcome.body, 'utf16le') > mostAnswered) return wrong('too_big');
        keep(person, message, { card: value });
        return { kind: 'card', heard: true };
      }
      case 'application/vnd.microsoft.activity.message': {
        // Empty words count as no answer: https://github.com/vercel/chat/issues/731
        if (typeof value !== 'string' || value.trim() === '') return unreachable('no_words');
        const own = tenant.find(message.talk, message.id)?.own[person];
        keep(person, message, { ...own, words: value });
        return { kind: 'said', words: value, heard: true };
      }
      default:
        // https://github.com/MicrosoftDocs/AdaptiveCards/issues/388
        return wrong('unexpected_response_type');
    }
  }

  return { press };
}

function parsed(body: string): Thing | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return isThing(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
