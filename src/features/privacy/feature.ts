// What is kept of somebody: told in plain words, given to them, erased.
import type { Context, Feature, Reply } from '../../chat/feature.ts';
import type { Answers } from '../../chat/form.ts';
import type { KeyRing } from '../../guard/seal.ts';
import { note } from '../../people/audit.ts';
import { erasePerson, otherCoordinators } from '../../people/erasing.ts';
import { makeExportLink } from '../../people/export-link.ts';
import { isCoordinator } from '../../people/role.ts';
import { appoint, holdersOf } from '../../people/roles.ts';
import { makeTombstones } from '../../people/tombstone.ts';
import { speakerOf } from '../../words/speak.ts';
import { erasedCard, eraseForm, exportCard, nextCard, noExportCard, privacyCard } from './cards.ts';

export function privacy(parts: {
  keys: KeyRing;
  /** Where a browser reaches us; undefined where it does not. */
  base: () => string | undefined;
}): Feature {
  const { base } = parts;
  const tombstones = makeTombstones(parts.keys);

  async function link({ tx, person, say, now }: Context): Promise<Reply> {
    const start = base();
    if (start === undefined) return { answer: { kind: 'card', card: noExportCard(say) } };
    const token = await makeExportLink(tx, person, now);
    return {
      answer: { kind: 'card', card: exportCard(say, `${start.replace(/\/+$/, '')}/export/${token}`) },
    };
  }

  const ask = async (context: Context): Promise<Reply> => ({
    answer: { kind: 'form', form: eraseForm(context.say, await isLast(context)) },
  });

  async function erase(context: Context, answers: Answers): Promise<Reply> {
    const { person, say, now } = context;
    const { tx } = context.alone();
    const named = (await isLast(context)) ? await nextOf(context, answers) : undefined;
    if (named?.kind === 'refused') return { answer: { kind: 'errors', errors: { next: named.words } } };
    const erased = await erasePerson(tx, tombstones, person, now);
    return {
      answer: { kind: 'replace', card: erasedCard(say) },
      erased,
      deliveries: named?.kind === 'named' ? named.deliveries : [],
    };
  }

  return {
    name: 'privacy',
    commands: [
      {
        verb: 'privacy',
        label: 'command.privacy',
        hint: 'command.privacy-hint',
        also: ['privacidad', 'my data', 'mis datos', 'data', 'datos'],
        run: async ({ say }) => ({ answer: { kind: 'card', card: privacyCard(say) } }),
      },
      {
        verb: 'export',
        unlisted: true,
        label: 'privacy.export',
        hint: 'command.export-hint',
        also: ['exportar', 'download', 'descargar'],
        run: link,
      },
      {
        verb: 'erase',
        unlisted: true,
        label: 'privacy.erase',
        hint: 'command.erase-hint',
        also: ['borrar', 'borrar todo', 'delete', 'forget me', 'eliminar'],
        run: ask,
      },
    ],
    presses: { export: link, erase: ask },
    forms: {
      erase: {
        people: ['next'],
        draw: async (context) => eraseForm(context.say, await isLast(context)),
        sent: erase,
      },
    },
  };
}

/** The programme would have nobody. */
const isLast = async ({ tx, person }: Context): Promise<boolean> =>
  isCoordinator(person.roles) && (await otherCoordinators(tx, person)) === 0;

type Next =
  | { kind: 'refused'; words: string }
  | { kind: 'nobody' }
  | { kind: 'named'; deliveries: NonNullable<Reply['deliveries']> };

/** Who runs the programme from now on, as the last coordinator says. */
async function nextOf(context: Context, { next, nobody }: Answers): Promise<Next> {
  const { tx, person, say, now, id } = context;
  if (typeof next !== 'string' || next === '')
    return nobody === true ? { kind: 'nobody' } : { kind: 'refused', words: say('erase.next-or-nobody') };
  const profile = context.profileOf(next);
  if (profile?.bot) return { kind: 'refused', words: say('roles.bot') };
  if (profile?.guest) return { kind: 'refused', words: say('roles.guest') };
  const theirs = await tx
    .selectFrom('account')
    .select('person_id')
    .where('workspace_id', '=', person.workspace)
    .where('external_id', '=', next)
    .executeTakeFirst();
  if (theirs?.person_id === person.id) return { kind: 'refused', words: say('erase.next-yourself') };
  const { given, refused } = await appoint(tx, person, [next], 'coordinator', now, id);
  for (const one of given) await note(context, { what: 'role-given', role: 'coordinator' }, one);
  if (refused.length > 0) return { kind: 'refused', words: say('erase.next-leader') };
  const others = (await holdersOf(tx, 'coordinator', now)).filter((one) => one.id !== person.id);
  return {
    kind: 'named',
    deliveries: others.map((one) => ({
      to: { kind: 'person', person: one.id },
      card: nextCard(speakerOf(one)),
      why: 'notice',
    })),
  };
}
