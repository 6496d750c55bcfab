// The list of lines, for coordinators: which are shown, which somebody has to make sure of, and the employer's own.
import type { Item } from '../../chat/card.ts';
import type { Context, Feature, Reply } from '../../chat/feature.ts';
import type { Answers } from '../../chat/form.ts';
import type { Delivery } from '../../chat/message.ts';
import type { Transaction } from '../../database/connect.ts';
import { workspacesOf } from '../../people/account.ts';
import { note } from '../../people/audit.ts';
import { holdersOf } from '../../people/roles.ts';
import { speakerOf } from '../../words/speak.ts';
import { countriesForm, linesCard, oldLinesCard, oldLinesItem, ownLineForm } from './cards.ts';
import { isOld, lines } from './lines.ts';
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

export const lookingAfter: Required<Pick<Feature, 'presses' | 'forms'>> = {
  presses: {
    lines: (context, press) => showLines(context, Number(press.value) || 0),
    checked: async (context, press) => {
      if (await isKnown(context, press.value)) await checked(context, press.value);
      return showLines(context, 0);
    },
    'remove-line': async (context, press) => {
      await removeLine(context, press.value);
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
        await note(context, { what: 'countries-served', countries: [...chosen] });
        return showLines(context, 0);
      },
    },
    'own-line': {
      draw: ({ say }) => ownLineForm(say),
      sent: addLine,
    },
  },
};

export async function showLines(
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

async function checked(context: Context, id: string): Promise<void> {
  await noteCheck(context.tx, context.person.organisation, id, dayOf(context.now));
  await note(context, { what: 'line-checked', line: (await nameOf(context, id)) ?? id });
}

async function removeLine(context: Context, id: string): Promise<void> {
  const name = await nameOf(context, id);
  await removeOwn(context.tx, id);
  if (name !== undefined) await note(context, { what: 'line-removed', line: name });
}

const nameOf = async ({ tx }: Context, id: string): Promise<string | undefined> =>
  [...lines, ...readOwn(await loadOwn(tx))].find((line) => line.id === id)?.name;

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
  await note(context, { what: 'line-added', line: name });
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

/** Of those that this programme looks after. */
async function countOld(tx: Transaction, now: number): Promise<number> {
  const today = dayOf(now);
  return lookedAfter(await loadOwn(tx), await countriesServed(tx)).filter((line) => isOld(line, today))
    .length;
}

/** For the coordinator, among what else waits. */
export async function oldLines({ tx, say, now }: Context): Promise<readonly Item[]> {
  const old = await countOld(tx, now);
  return old > 0 ? [oldLinesItem(say, old)] : [];
}

/** Once a month each coordinator hears that lines have not been checked for more than 90 days. The lines go on showing. */
export async function warnOfOldLines({ tx, now }: Pick<Context, 'tx' | 'now'>): Promise<readonly Delivery[]> {
  const old = await countOld(tx, now);
  if (old === 0) return [];
  const coordinators = await holdersOf(tx, 'coordinator', now);
  return coordinators.map((person) => ({
    to: { kind: 'person', person: person.id },
    card: oldLinesCard(speakerOf(person), old),
    why: 'duty',
    once: `old-lines:${dayOf(now).slice(0, 7)}:${person.id}`,
  }));
}
