// Settings: what somebody has chosen for themselves. Each has a form of its own: one question at a time.
import type { Context, Feature, FormShape, Reply } from '../../chat/feature.ts';
import type { Answers, Form } from '../../chat/form.ts';
import type { Actor } from '../../people/person.ts';
import { chooseCountry, chooseLanguage, chooseQuiet, chooseZone } from '../../people/preferences.ts';
import { languages, type Speaker, speaker } from '../../words/speak.ts';
import { zoneTyped } from '../../words/zone.ts';
import { accounts } from './accounts.ts';
import { type CalendarParts, calendar } from './calendar.ts';
import {
  countryForm,
  languageForm,
  noCountry,
  quietForm,
  type Settings,
  zoneForm,
  zoneRefused,
} from './cards.ts';
import { hours } from './hours.ts';
import { settingsOf, showSettings } from './show.ts';

/** `countries` are those that get help now has lines for: ISO 3166-1 alpha-2, in the order in which they are offered. */
export function settings(parts: CalendarParts & { countries: readonly string[] }): Feature {
  const { keys, countries } = parts;
  const linked = accounts(keys);
  const given = calendar(parts);
  const own: Readonly<Record<string, FormShape>> = {
    language: asking(languageForm, saveLanguage),
    country: asking((say, now) => countryForm(say, now, countries), saveCountry),
    zone: asking(zoneForm, saveZone),
    quiet: asking(quietForm, saveQuiet),
    ...hours,
    calendar: given.form,
  };
  return {
    name: 'settings',
    commands: [
      {
        verb: 'settings',
        label: 'command.settings',
        hint: 'command.settings-hint',
        also: ['ajustes', 'configuracion', 'configuración', 'preferences', 'preferencias'],
        run: (context) => showSettings(context, 'card'),
      },
    ],
    presses: {
      ...linked.presses,
      ...given.presses,
      ...Object.fromEntries(
        Object.entries(own).map(([name, { draw }]) => [
          name,
          async (context: Context): Promise<Reply> => ({
            answer: { kind: 'form', form: await draw(context, '') },
          }),
        ]),
      ),
    },
    forms: { ...linked.forms, ...own },
  };
}

const asking = (draw: (say: Speaker, now: Settings) => Form, sent: FormShape['sent']): FormShape => ({
  draw: async (context) => draw(context.say, await settingsOf(context)),
  sent,
});

/** Answered as whoever they have become by it: in the new language, by the new clock. */
async function shownTo(context: Context, became: Actor): Promise<Reply> {
  const say = speaker(became.language, became.timeZone);
  return { ...(await showSettings({ ...context, person: became, say }, 'replace')), became };
}

async function saveLanguage(context: Context, { language }: Answers): Promise<Reply> {
  const { tx, person } = context;
  const chosen = languages.find((one) => one === language) ?? null;
  await chooseLanguage(tx, person.id, chosen);
  if (chosen === null) askAgain(context);
  return shownTo(context, { ...person, language: chosen ?? person.language });
}

async function saveCountry(context: Context, { country }: Answers): Promise<Reply> {
  const { tx, person, memory, event } = context;
  const chosen = typeof country === 'string' && country !== noCountry ? country : null;
  // In this order: get help now answers by it from here on, whatever becomes of the transaction.
  memory.chooseCountry(event.who, chosen);
  await chooseCountry(tx, person.id, chosen);
  return shownTo(context, { ...person, country: chosen });
}

async function saveZone(context: Context, { zone }: Answers): Promise<Reply> {
  const { tx, person, say, now } = context;
  const typed = typeof zone === 'string' ? zone.trim() : '';
  if (typed === '') {
    await chooseZone(tx, person.id, null, now);
    askAgain(context);
    return shownTo(context, person);
  }
  const found = zoneTyped(typed);
  if (found.kind === 'unknown')
    return { answer: { kind: 'errors', errors: { zone: zoneRefused(say, found.near) } } };
  await chooseZone(tx, person.id, found.zone, now);
  return shownTo(context, { ...person, timeZone: found.zone });
}

async function saveQuiet(context: Context, { from, until, none }: Answers): Promise<Reply> {
  const { tx, person, say, now } = context;
  if (none === true) {
    await chooseQuiet(tx, person.id, null, now);
    return showSettings(context, 'replace');
  }
  const [begin, end] = [minutesOf(from), minutesOf(until)];
  const errors = {
    ...(begin === undefined ? { from: say('settings.quiet-missing') } : {}),
    ...(end === undefined ? { until: say('settings.quiet-missing') } : {}),
    ...(begin !== undefined && begin === end ? { until: say('settings.quiet-same') } : {}),
  };
  if (begin === undefined || end === undefined || begin === end)
    return { answer: { kind: 'errors', errors } };
  await chooseQuiet(tx, person.id, { from: begin, until: end }, now);
  return showSettings(context, 'replace');
}

/** Minutes of the day; undefined where no time was given. */
function minutesOf(time: Answers[string] | undefined): number | undefined {
  if (typeof time !== 'string' || time === '') return undefined;
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** The platform's profile counts again: it is asked with the next thing that they do, not in a day. */
const askAgain = ({ memory, event }: Context): void => memory.keepPerson(event.who, { profileAt: 0 });
