// Help: what I can do, and get help now, which answers in every state of everything else.
import type { ChatEvent } from '../../chat/event.ts';
import { type Always, type Feature, verbButton } from '../../chat/feature.ts';
import { type Memory, speakerFor } from '../../people/memory.ts';
import { chooseCountry, keepCountries } from '../../people/preferences.ts';
import { countriesCard, helpCard, helpNowCard, unknownCard } from './cards.ts';
import { countries } from './lines.ts';
import { lookingAfter, oldLines, showLines, warnOfOldLines } from './looking-after.ts';
import { loadOwn } from './own.ts';

const isCountry = (value: string): boolean => countries.includes(value);

const always: Always = {
  verbs: ['helpnow'],
  presses: ['help.country', 'help.countries'],
  answer: (event, memory) => {
    const say = speakerFor(memory, event.who);
    const own = memory.linesOf(event.who);
    if (event.kind === 'button-pressed' && event.press === 'help.countries')
      return { answer: { kind: 'replace', card: countriesCard(say) } };
    if (event.kind === 'button-pressed' && event.press === 'help.country' && isCountry(event.value)) {
      memory.chooseCountry(event.who, event.value);
      return {
        answer: { kind: 'replace', card: helpNowCard(say, event.value, own) },
        async after({ tx, person }) {
          // The latest choice, should this one have waited behind another.
          const country = countryOf(event, memory) ?? event.value;
          await chooseCountry(tx, person.id, country);
          return () => memory.countryKept(event.who, country);
        },
      };
    }
    return {
      answer: { kind: 'card', card: helpNowCard(say, countryOf(event, memory), own, isShared(event)) },
    };
  },
};

const isShared = (event: ChatEvent): boolean => event.kind === 'said' && !event.place.private;

/** Where others read along, nobody is told which country somebody chose. */
const countryOf = (event: ChatEvent, memory: Memory): string | null =>
  isShared(event) ? null : (memory.person(event.who)?.country ?? null);

export const help: Feature = {
  name: 'help',
  // Its buttons and forms are about the list of lines; those of get help now are everybody's, by `always`.
  roles: ['coordinator'],
  always,
  commands: [
    {
      verb: 'help',
      label: 'command.help',
      hint: 'command.help-hint',
      also: ['ayuda', '?', 'hi', 'hello', 'hola', 'start', 'menu'],
      run: async ({ say, commands, person }) => ({
        answer: { kind: 'card', card: helpCard(say, commands(), person.roles) },
      }),
    },
    {
      verb: 'helpnow',
      short: true,
      label: 'any.help',
      hint: 'command.helpnow-hint',
      also: [
        'help now',
        'get help now',
        'sos',
        'crisis',
        'ayuda ahora',
        'ayudaahora',
        'urgente',
        'emergencia',
      ],
      // Answered by `always` before anything else is asked; here only so that help and the manifest can name it.
      run: async () => {
        throw new Error('get help now never waits for a transaction');
      },
    },
    {
      verb: 'lines',
      label: 'command.lines',
      hint: 'command.lines-hint',
      roles: ['coordinator'],
      run: (context) => showLines(context, 0, 'card'),
    },
  ],
  ...lookingAfter,
  unknown: async ({ say, commands }, nearest) => ({
    answer: { kind: 'card', card: unknownCard(say, nearest, commands()) },
  }),
  admin: ({ say }) => [verbButton('lines', say('command.lines'))],
  needs: oldLines,
  async remember(tx, memory, workspaces) {
    memory.keepLines(workspaces, await loadOwn(tx));
    await keepCountries(tx, memory, workspaces);
  },
  hourly: warnOfOldLines,
};
