// Somebody at their Teams, as a spec plays them: what they write and press, and what they see then.
import type { Result } from '../../adapters/playground/teams/acting.ts';
import { pressables } from '../../adapters/playground/teams/cards.ts';
import type { SeenMessage } from '../../adapters/playground/teams/seen.ts';
import { isThing, type Person, type Thing } from '../../adapters/playground/teams/tenant.ts';
import { nearestLanguage, type Speaker, speaker } from '../../src/words/speak.ts';
import type { Hospital } from './hospital.ts';
import { bot, wardTeam } from './teams-side.ts';

export type Note = SeenMessage & { talk: string };
export type Told = Readonly<Record<string, string | number | readonly string[]>>;

export type TeamsVisitor = {
  person: Person;
  /** Where they talk with the bot. */
  talk: string;
  say(text: string): Promise<Result>;
  /** A message in a channel that names the bot; in the ward's where none is given. */
  mention(text: string, channel?: string): Promise<Result>;
  /** Of the talk with the bot, or of a channel; oldest first. */
  notes(talk?: string): readonly Note[];
  /** The latest that the bot said there. */
  last(talk?: string): Note;
  /** By the words on the button, or by what pressing it means (`checkins.change`). */
  press(where: Note, button: string): Promise<Result>;
  /** Sends the form that stands there, with these answers by field. */
  send(where: Note, answers: Told): Promise<Result>;
  close(where: Note): Promise<Result>;
  /** The same message as it looks now. */
  again(where: Note): Note;
  hears: Speaker;
  /** The words as this person reads them. */
  read(what: Note | undefined): string;
};

/** What stands on the screen, in order; what fields hold as well. */
function wordsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(wordsIn);
  if (!isThing(value)) return [];
  if (value.type === 'RichTextBlock' && Array.isArray(value.inlines))
    return [value.inlines.flatMap(wordsIn).join('')];
  if (typeof value === 'object' && value.type === 'TextRun') return [String(value.text)];
  const said = ['label', 'text', 'title', 'value', 'altText', 'errorMessage'].flatMap((name) => {
    const words = value[name];
    return typeof words === 'string' ? [words] : [];
  });
  const parts = Object.entries(value).filter(([name]) => name !== 'data' && name !== 'fallback');
  return [...said, ...parts.flatMap(([, part]) => wordsIn(part))];
}

const dataOf = (action: object): Thing => {
  const data = 'data' in action ? action.data : undefined;
  return isThing(data) ? data : {};
};
const verbOf = (action: object): unknown => ('verb' in action ? action.verb : undefined);

/** The labels of all buttons, in order. */
export const labelsOf = (note: Note): string[] =>
  pressables(isThing(note.card) ? note.card : {}).map(({ action }) => String(action.title));

/** After each deed they wait until all is settled; with `answered`, only until they have their answer. */
export function teamsVisitor(
  hospital: Hospital,
  person: Person,
  until: 'settled' | 'answered' = 'settled',
): TeamsVisitor {
  const { teams } = hospital;
  const talk = teams.personal(person.id);

  const notes = (where = talk): readonly Note[] =>
    (teams.seenBy(person.id).conversations.find(({ id }) => id === where)?.messages ?? []).map((message) => ({
      ...message,
      talk: where,
    }));

  async function done(result: Promise<Result>): Promise<Result> {
    const came = await result;
    await hospital[until]();
    return came;
  }

  return {
    person,
    talk,
    say: (text) => done(teams.message(person.id, talk, text)),
    mention: (text, channel = wardTeam) => done(teams.message(person.id, channel, `@Lamplight ${text}`)),
    notes,
    last(where) {
      const found = notes(where).findLast(({ from }) => from === bot);
      if (!found) throw new Error('the bot has said nothing there');
      return found;
    },
    press: (note, button) =>
      done(
        teams.press(
          person.id,
          note.talk,
          note.id,
          (action) =>
            verbOf(action) === 'press' &&
            (dataOf(action).press === button || ('title' in action && action.title === button)),
        ),
      ),
    send: (note, answers) =>
      done(
        teams.press(
          person.id,
          note.talk,
          note.id,
          (action) => verbOf(action) === 'form',
          Object.fromEntries(
            Object.entries(answers).map(([field, answer]) => [
              `in:${field}`,
              Array.isArray(answer) ? answer.join(',') : String(answer),
            ]),
          ),
        ),
      ),
    close: (note) => done(teams.press(person.id, note.talk, note.id, (action) => verbOf(action) === 'close')),
    again: (note) => {
      const found = notes(note.talk).find(({ id }) => id === note.id);
      if (!found) throw new Error('the message is gone');
      return found;
    },
    hears: speaker(nearestLanguage(person.locale), person.tz),
    read: (note) => (note ? [note.text, ...wordsIn(note.card), note.words ?? ''].join('\n') : ''),
  };
}
