// How settings look: what each is now, and a form of its own to change it. Arranges; the catalogue speaks.
import { type Block, buttons, type Card, heading, type Item, quiet, text } from '../../chat/card.ts';
import { helpButton, verbButton } from '../../chat/feature.ts';
import type { Form } from '../../chat/form.ts';
import { kinds, kindWords, type Said } from '../../people/consent.ts';
import type { Told } from '../../people/hours.ts';
import type { Account } from '../../people/linking.ts';
import type { Preferences } from '../../people/preferences.ts';
import type { KnownCalendar } from '../../people/shift-calendar.ts';
import type { Quiet } from '../../schedule/quiet.ts';
import { countryName, languageName, zoneName } from '../../words/name.ts';
import { languages, type Speaker } from '../../words/speak.ts';
import { accountBlocks } from './account-cards.ts';
import { hoursItems } from './hours-cards.ts';

/** `platform` is where they ask; `now` in epoch ms. */
export type Settings = Preferences & {
  platform: string;
  country: string | null;
  said: Said;
  hours: Told;
  calendar: KnownCalendar | undefined;
  now: number;
};

/** The value that gives something back to the platform, and the one for no country. */
const asPlatform = 'platform';
export const noCountry = 'none';

function platformWords(say: Speaker, platform: string): string {
  switch (platform) {
    case 'slack':
      return say('settings.as-slack');
    case 'teams':
      return say('settings.as-teams');
    default:
      return say('settings.as-chat');
  }
}

export function settingsCard(
  say: Speaker,
  settings: Settings,
  accounts: readonly Account[],
  acting: string,
): Card {
  const { chosen, platform, country, said, now } = settings;
  const as = platformWords(say, platform);
  const language = languageName(say.language);
  const zone = say('settings.zone-is', { city: zoneName(say.timeZone), at: now });
  const agreed = kinds.filter((kind) => said[kind] === true);
  return {
    name: 'settings.card',
    summary: say('settings.title'),
    blocks: [
      heading(say('settings.title')),
      {
        kind: 'list',
        items: [
          line(say('settings.language'), chosen.language ? language : `${language} (${as})`, {
            press: 'settings.language',
            label: say('settings.language-change'),
          }),
          line(
            say('settings.country'),
            country === null ? say('settings.country-none') : countryName(say, country),
            { press: 'settings.country', label: say('settings.country-change') },
          ),
          line(say('settings.zone'), chosen.zone ? zone : `${zone} (${as})`, {
            press: 'settings.zone',
            label: say('settings.zone-change'),
          }),
          line(say('settings.quiet'), quietWords(say, settings.quiet), {
            press: 'settings.quiet',
            label: say('settings.quiet-change'),
          }),
          ...hoursItems(say, settings.hours, settings.calendar),
          line(
            say('settings.sends'),
            agreed.length === 0
              ? say('settings.sends-nothing')
              : new Intl.ListFormat(say.language).format(agreed.map((kind) => say(kindWords[kind].label))),
            verbButton('messages', say('membership.choose')),
          ),
        ],
      },
      ...(agreed.length === 0 ? [] : [stopButton(say)]),
      ...accountBlocks(say, accounts, acting),
    ],
  };
}

const stopButton = (say: Speaker): Block => buttons(verbButton('stop', say('membership.stop-all')));

const line = (label: string, now: string, button: NonNullable<Item['buttons']>[number]): Item => ({
  text: [{ kind: 'strong', text: label }, `\n${now}`],
  buttons: [button],
});

function quietWords(say: Speaker, hours: Quiet | null): string {
  if (!hours || hours.from === hours.until) return say('settings.quiet-none');
  const time = (minutes: number): Temporal.PlainTime => new Temporal.PlainTime().add({ minutes });
  return say('settings.quiet-from', { from: time(hours.from), until: time(hours.until) });
}

/** In each language's own word, so that whoever is in the wrong one finds theirs. */
export const languageForm = (say: Speaker, { chosen, platform }: Settings): Form => ({
  name: 'settings.language',
  title: say('settings.language-change'),
  parts: [
    {
      kind: 'choice',
      id: 'language',
      label: say('settings.language-which'),
      options: [
        ...languages.map((language) => ({ value: language, label: languageName(language) })),
        { value: asPlatform, label: platformWords(say, platform) },
      ],
      filled: chosen.language ? say.language : asPlatform,
      required: true,
    },
  ],
  submit: say('any.save'),
  close: say('any.not-now'),
});

/** `countries` are those that get help now has lines for. */
export const countryForm = (say: Speaker, { country }: Settings, countries: readonly string[]): Form => ({
  name: 'settings.country',
  title: say('settings.country-change'),
  parts: [
    {
      kind: 'choice',
      id: 'country',
      label: say('settings.country-which'),
      help: say('settings.country-help'),
      options: [
        ...countries.map((one) => ({ value: one, label: countryName(say, one) })),
        { value: noCountry, label: say('settings.country-none') },
      ],
      filled: country !== null && countries.includes(country) ? country : noCountry,
      required: true,
    },
  ],
  submit: say('any.save'),
  close: say('any.not-now'),
});

export const zoneForm = (say: Speaker, { chosen, now }: Settings): Form => ({
  name: 'settings.zone',
  title: say('settings.zone-change'),
  parts: [
    text(say('settings.zone-is', { city: zoneName(say.timeZone), at: now })),
    {
      kind: 'short-text',
      id: 'zone',
      label: say('settings.zone-which'),
      help: say('settings.zone-help'),
      most: 60,
      ...(chosen.zone ? { filled: zoneName(say.timeZone) } : {}),
    },
    quiet(say('any.unwatched')),
    buttons(helpButton(say)),
  ],
  submit: say('any.save'),
  close: say('any.not-now'),
});

/** What was typed is no zone that we know. `near` are whole names of zones. */
export const zoneRefused = (say: Speaker, near: readonly string[]): string =>
  near.length === 0
    ? say('settings.zone-unknown')
    : say('settings.zone-near', {
        near: new Intl.ListFormat(say.language, { type: 'disjunction' }).format(near),
      });

const usualQuiet: Quiet = { from: 21 * 60, until: 7 * 60 };

export function quietForm(say: Speaker, { quiet: hours }: Settings): Form {
  const { from, until } = hours ?? usualQuiet;
  return {
    name: 'settings.quiet',
    title: say('settings.quiet-change'),
    parts: [
      text(say('settings.quiet-what')),
      { kind: 'time', id: 'from', label: say('settings.quiet-begin'), filled: clockOf(from) },
      { kind: 'time', id: 'until', label: say('settings.quiet-end'), filled: clockOf(until) },
      {
        kind: 'consent',
        id: 'none',
        label: say('settings.quiet-or'),
        statement: say('settings.quiet-none'),
        filled: hours === null,
      },
      quiet(say('settings.quiet-help')),
      buttons(helpButton(say)),
    ],
    submit: say('any.save'),
    close: say('any.not-now'),
  };
}

const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
