// Groups of people, as coordinators make them: of the channel in which they ask, of a list, of a part of the staff list. Who is
// there is asked of the platform after the commit (people/audience-following.ts), so the count comes by message.
import type { ButtonPressed } from '../../chat/event.ts';
import { type Context, type Feature, type Reply, verbButton } from '../../chat/feature.ts';
import type { Answers } from '../../chat/form.ts';
import { type KeyRing, SealError } from '../../guard/seal.ts';
import {
  audiences as allAudiences,
  audienceOf,
  draftAudience,
  keepAudience,
  removeAudience,
  type Source,
} from '../../people/audience.ts';
import { followEveryMs } from '../../people/audience-following.ts';
import { note } from '../../people/audit.ts';
import type { MailDigest } from '../../people/mail.ts';
import { valuesOf } from '../../people/roster.ts';
import { readNames } from '../../people/roster-reading.ts';
import {
  audiencesCard,
  countCard,
  countingCard,
  followForm,
  keptCard,
  listForm,
  mostChoices,
  needsItem,
  notMadeCard,
  staffForm,
} from './cards.ts';
import { chosenOf } from './choice.ts';

export function audiences({ keys, digest }: { keys: KeyRing; digest: MailDigest }): Feature {
  // Where a form was opened travels with it, sealed: whoever sends it cannot name another place.
  const bound = (context: Context): string => `audience-place:${context.person.id}`;

  /** Undefined where it was not asked in a channel or team. */
  function placeOf({ event }: Context): string | undefined {
    const place = 'place' in event ? event.place : undefined;
    return place && !place.private ? (place.people ?? place.conversation) : undefined;
  }

  /**
   * The way back to a channel, for the card that is read elsewhere: Teams answers a press in a channel in the person's own
   * talk.
   */
  const hereOf = (context: Context): string | undefined => {
    const place = placeOf(context);
    return place === undefined ? undefined : keys.seal(place, bound(context)).toString('base64url');
  };

  function openPlace(context: Context, carries: string): string | undefined {
    try {
      return keys.open(Buffer.from(carries, 'base64url'), bound(context)).toString('utf8');
    } catch (error) {
      if (error instanceof SealError) return undefined;
      throw error;
    }
  }

  async function list(context: Context, from: number, kind: 'card' | 'replace'): Promise<Reply> {
    const all = await allAudiences(context.tx);
    const first = Math.max(0, Math.trunc(from));
    return { answer: { kind, card: audiencesCard(context.say, all, hereOf(context), first) } };
  }

  async function follow(context: Context, { value }: ButtonPressed): Promise<Reply> {
    if (openPlace(context, value) === undefined)
      return { answer: { kind: 'card', card: notMadeCard(context.say, 'not-here') } };
    return { answer: { kind: 'form', form: followForm(context.say, value) } };
  }

  async function make(context: Context, answers: Answers, source: Source): Promise<Reply> {
    const { tx, person, say, now, id } = context;
    const name = typeof answers.name === 'string' ? answers.name.trim() : '';
    const guests = answers.guests === 'yes';
    await draftAudience(tx, { id: id(), by: person, name, guests, source }, now);
    return { answer: { kind: 'replace', card: countingCard(say) } };
  }

  async function followSent(context: Context, answers: Answers, carries: string): Promise<Reply> {
    const conversation = openPlace(context, carries);
    if (conversation === undefined)
      return { answer: { kind: 'replace', card: notMadeCard(context.say, 'not-here') } };
    return make(context, answers, { kind: 'conversation', conversation });
  }

  async function listSent(context: Context, answers: Answers): Promise<Reply> {
    const names = readNames(typeof answers.who === 'string' ? answers.who : '', digest);
    if (names.kind === 'wrong') {
      const words = context.say('groups.who-wrong', { at: names.at, word: names.word });
      return { answer: { kind: 'errors', errors: { who: words } } };
    }
    return make(context, answers, { kind: 'list', keys: names.keys });
  }

  const drawStaff = async ({ tx, say }: Context) =>
    staffForm(say, await valuesOf(tx, 'unit', mostChoices), await valuesOf(tx, 'discipline', mostChoices));

  async function staff(context: Context): Promise<Reply> {
    const form = await drawStaff(context);
    const isEmpty = !form.parts.some((part) => part.kind === 'choice');
    return isEmpty
      ? { answer: { kind: 'card', card: notMadeCard(context.say, 'no-staff-list') } }
      : { answer: { kind: 'form', form } };
  }

  async function staffSent(context: Context, answers: Answers): Promise<Reply> {
    const unit = chosenOf(await valuesOf(context.tx, 'unit', mostChoices), answers.unit);
    const discipline = chosenOf(await valuesOf(context.tx, 'discipline', mostChoices), answers.discipline);
    if (unit === null && discipline === null)
      return { answer: { kind: 'errors', errors: { '': context.say('groups.which') } } };
    return make(context, answers, { kind: 'roster', unit, discipline });
  }

  async function keep(context: Context, { value }: ButtonPressed): Promise<Reply> {
    const { tx, say, now } = context;
    const audience = (await keepAudience(tx, value, now + followEveryMs))
      ? await audienceOf(tx, value)
      : undefined;
    if (audience) await note(context, { what: 'group-kept', group: audience.name });
    const card = audience ? keptCard(say, audience.name) : notMadeCard(say, 'gone');
    return { answer: { kind: 'replace', card } };
  }

  async function drop({ tx, say }: Context, { value }: ButtonPressed): Promise<Reply> {
    const found = await audienceOf(tx, value);
    if (!found || found.kept) return { answer: { kind: 'replace', card: notMadeCard(say, 'gone') } };
    await removeAudience(tx, value);
    return { answer: { kind: 'replace', card: notMadeCard(say, 'dropped') } };
  }

  async function look({ tx, say }: Context, { value }: ButtonPressed): Promise<Reply> {
    const found = await audienceOf(tx, value);
    const card = found ? countCard(say, found) : notMadeCard(say, 'gone');
    return { answer: { kind: 'replace', card } };
  }

  return {
    name: 'audiences',
    roles: ['coordinator'],
    commands: [
      {
        verb: 'audiences',
        label: 'command.audiences',
        hint: 'command.audiences-hint',
        also: ['audience', 'groups', 'group', 'grupos', 'grupo', 'audiencias'],
        roles: ['coordinator'],
        run: (context) => list(context, 0, 'card'),
      },
    ],
    presses: {
      list: (context, press) => list(context, Number(press.value) || 0, 'replace'),
      follow,
      'from-list': async ({ say }) => ({ answer: { kind: 'form', form: listForm(say) } }),
      'from-staff': staff,
      show: look,
      keep,
      drop,
      remove: async (context, press) => {
        const gone = await audienceOf(context.tx, press.value);
        const deliveries = gone ? await context.groupGoes(gone.id) : [];
        await removeAudience(context.tx, press.value);
        if (gone?.kept) await note(context, { what: 'group-removed', group: gone.name });
        return { ...(await list(context, 0, 'replace')), deliveries };
      },
    },
    forms: {
      follow: {
        draw: ({ say }, carries) => followForm(say, carries),
        sent: followSent,
      },
      'from-list': {
        draw: ({ say }) => listForm(say),
        sent: listSent,
      },
      'from-staff': {
        draw: drawStaff,
        sent: staffSent,
      },
    },
    admin: ({ say }) => [verbButton('audiences', say('command.audiences'))],
    needs: async ({ tx, say }) =>
      (await allAudiences(tx))
        .filter(({ problem }) => problem !== null)
        .map(({ name }) => needsItem(say, name)),
  };
}
