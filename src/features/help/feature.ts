// Help: what I can do, and get help now, which answers in every state of everything else.
import type { ChatEvent } from '../../chat/event.ts';
import { type Always, type Context, type Feature, type Reply, verbButton } from '../../chat/feature.ts';
import type { Answers } from '../../chat/form.ts';
import type { Delivery } from '../../chat/message.ts';
import { holdersOf, workspacesOf } from '../../people/account.ts';
import { type Memory, speakerFor } from '../../people/memory.ts';
import { chooseCountry, keepCountries } from '../../people/preferences.ts';
import { speakerOf } from '../../words/speak.ts';
import {
  countriesCard,
  countriesForm,
  helpCard,
  helpNowCard,
  linesCard,
  oldLinesCard,
  ownLineForm,
  unknownCard,
} from './cards.ts';
import { countries, isOld, lines } from './lines.ts';
import {
  addOwn,
  countriesServed,
  loadOwn,
  lookedAfter,
  noteCheck,
  readOwn,
  removeOwn,
  serveCountries,
} from './own.ts';

const dayOf = (now: number): string => new Date(now).toISOString().slice(0, 10);
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
      run: async ({ say, commands }) => ({ answer: { kind: 'card', card: helpCard(say, commands()) } }),
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
  presses: {
    lines: (context, press) => showLines(context, Number(press.value) || 0),
    checked: async (context, press) => {
      if (await isKnown(context, press.value))
        await noteCheck(context.tx, context.person.organisation, press.value, dayOf(context.now));
      return showLines(context, 0);
    },
    'remove-line': async (context, press) => {
      await removeOwn(context.tx, press.value);
      return showLines(context, 0);
    },
    'countries-served': async ({ tx, say }) => ({
      answer: { kind: 'form', form: countriesForm(say, [...(await countriesServed(tx))]) },
    }),
    'add-line': async ({ say }) => ({ answer: { kind: 'form', form: ownLineForm(say) } }),
  },
  forms: {
    'countries-served': {
      draw: ({ say }) => countriesForm(say, []),
      sent: async (context, answers) => {
        const chosen = Array.isArray(answers.countries) ? answers.countries : [];
        await serveCountries(context.tx, context.person.organisation, chosen);
        return showLines(context, 0);
      },
    },
    'own-line': {
      draw: ({ say }) => ownLineForm(say),
      sent: addLine,
    },
  },
  unknown: async ({ say, commands }, nearest) => ({
    answer: { kind: 'card', card: unknownCard(say, nearest, commands()) },
  }),
  admin: ({ say }) => [verbButton('lines', say('command.lines'))],
  async remember(tx, memory, workspaces) {
    memory.keepLines(workspaces, await loadOwn(tx));
    await keepCountries(tx, memory, workspaces);
  },
  hourly: warnOfOldLines,
};

async function showLines(
  context: Context,
  from: number,
  kind: 'card' | 'replace' = 'replace',
): Promise<Reply> {
  const own = await loadOwn(context.tx);
  context.memory.keepLines(await workspacesOf(context.tx), own);
  const served = await countriesServed(context.tx);
  return {
    answer: {
      kind,
      card: linesCard(context.say, own, served, dayOf(context.now), Math.max(0, Math.trunc(from))),
    },
  };
}

async function isKnown({ tx }: Context, id: string): Promise<boolean> {
  return lines.some((line) => line.id === id) || readOwn(await loadOwn(tx)).some((line) => line.id === id);
}

async function addLine(context: Context, answers: Answers): Promise<Reply> {
  const { say, tx, person, now, id } = context;
  const words = (field: string): string | undefined => {
    const answer = answers[field];
    return typeof answer === 'string' && answer.trim() !== '' ? answer.trim() : undefined;
  };
  const [name, call, chat, when] = ['name', 'call', 'chat', 'when'].map(words);
  const errors: Record<string, string> = {};
  if (call && !isNumber(call)) errors.call = say('lines.call-wrong');
  if (chat && !isHttps(chat)) errors.chat = say('lines.chat-wrong');
  if (!call && !chat) errors.call = say('lines.no-way');
  if (!name || Object.keys(errors).length > 0) return { answer: { kind: 'errors', errors } };
  const line = { id: id(), name, call, chat, when, checkedOn: dayOf(now) };
  await addOwn(tx, person.organisation, line, now);
  return showLines(context, 0);
}

/** As people write it; what is dialled are its digits, and no line anywhere has fewer than three. */
const isNumber = (call: string): boolean =>
  /^[+(\d][\d ()./-]{1,29}$/.test(call) && call.replace(/\D/g, '').length >= 3;

function isHttps(address: string): boolean {
  try {
    return new URL(address).protocol === 'https:' && !/\s/.test(address);
  } catch {
    return false;
  }
}

/** Once a month each coordinator hears that lines have not been checked for more than 90 days. The lines go on showing. */
async function warnOfOldLines({ tx, now }: Pick<Context, 'tx' | 'now'>): Promise<readonly Delivery[]> {
  const today = dayOf(now);
  const own = await loadOwn(tx);
  const served = await countriesServed(tx);
  const old = lookedAfter(own, served).filter((line) => isOld(line, today)).length;
  if (old === 0) return [];
  const coordinators = await holdersOf(tx, 'coordinator');
  return coordinators.map((person) => ({
    to: { kind: 'person', person: person.id },
    card: oldLinesCard(speakerOf(person), old),
    why: 'duty',
    once: `old-lines:${today.slice(0, 7)}:${person.id}`,
  }));
}
