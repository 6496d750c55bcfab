// Who does what in the programme: a coordinator gives and takes roles.
import type { Context, Feature, Reply } from '../../chat/feature.ts';
import type { Answers } from '../../chat/form.ts';
import type { Delivery } from '../../chat/message.ts';
import type { Transaction } from '../../database/connect.ts';
import { note } from '../../people/audit.ts';
import { otherCoordinators } from '../../people/erasing.ts';
import { isRole, mayName, serving } from '../../people/role.ts';
import { giveRole, holders, takeRole } from '../../people/roles.ts';
import { managedBy } from '../../people/roster.ts';
import { type Speaker, speakerOf } from '../../words/speak.ts';
import { givenNotice, nameForm, rolesCard, takenNotice } from './cards.ts';

export const naming: Required<Pick<Feature, 'presses' | 'forms'>> = {
  presses: {
    name: async ({ say, person }) => ({ answer: { kind: 'form', form: nameForm(say, person.roles) } }),
    take: (context, { value }) => take(context, value),
  },
  forms: {
    name: {
      people: ['who'],
      draw: ({ say, person }) => nameForm(say, person.roles),
      sent: give,
    },
  },
};

const refused = (field: string, words: string): Reply => ({
  answer: { kind: 'errors', errors: { [field]: words } },
});

// Roles are changed in a transaction of their own: its locks keep others out, but not those who share it. Of two who name one
// person leader and coordinator at once, the second is then refused.
async function give(context: Context, answers: Answers): Promise<Reply> {
  context.alone();
  const { tx, say, person, now, id } = context;
  const { who, role, until } = answers;
  if (typeof who !== 'string' || who === '') return refused('who', say('refused.empty'));
  if (typeof role !== 'string' || !isRole(role) || !mayName(person.roles, role))
    return refused('role', say('refused.not-offered'));
  const profile = context.profileOf(who);
  if (profile?.bot) return refused('who', say('roles.bot'));
  if (profile?.guest) return refused('who', say('roles.guest'));
  const last = typeof until === 'string' && until !== '' ? endOf(until, say.timeZone) : undefined;
  if (last !== undefined && role !== 'deputy') return refused('until', say('roles.until-deputy'));
  if (last !== undefined && last <= now) return refused('until', say('roles.until-over'));
  const place = { organisation: person.organisation, workspace: person.workspace };
  const given = await giveRole(
    tx,
    { ...place, account: who, role, profile, ...(last === undefined ? {} : { until: last }) },
    now,
    id,
  );
  if (given.kind === 'refused')
    return refused('who', say(given.because === 'leader' ? 'roles.leader' : 'roles.has'));
  await note(context, { what: 'role-given', role, ...(last === undefined ? {} : { until: last }) }, given);
  const managed = serving.includes(role) ? (await managedBy(tx, given.person)).length : 0;
  return {
    answer: {
      kind: 'replace',
      card: rolesCard(say, await holders(tx, now), true, { name: given.name, role, managed }),
    },
    ...(await toldTo(tx, given.person, person.id, (theirs) => givenNotice(theirs, role, last))),
  };
}

/** `value`: `role person`, as the card gave it; whoever presses can have changed it. */
async function take(context: Context, value: string): Promise<Reply> {
  context.alone();
  const { tx, say, person, now } = context;
  const [role = '', whose = ''] = value.split(' ');
  const show = async (words?: string): Promise<Reply> => ({
    answer: { kind: 'replace', card: rolesCard(say, await holders(tx, now), true, words) },
  });
  const all = await holders(tx, now);
  // Taken meanwhile, or never theirs: what there is now is shown again.
  if (!isRole(role) || !all.some((one) => one.person === whose && one.role === role)) return show();
  const isOwn = whose === person.id;
  // Whoever stands in names and removes no deputies, but may always stop.
  if (!mayName(person.roles, role) && !(isOwn && role === 'deputy')) return show(say('roles.deputy-may-not'));
  if (role === 'coordinator' && (await otherCoordinators(tx, { ...person, id: whose })) === 0)
    return show(say('roles.last'));
  const taken = await takeRole(tx, whose, role);
  if (!taken) return show();
  await note(context, { what: 'role-taken', role }, taken);
  const told = await toldTo(tx, whose, person.id, (theirs) => takenNotice(theirs, role));
  // Whoever laid down their own role sees no list any more.
  if (isOwn && (role === 'coordinator' || role === 'deputy'))
    return { answer: { kind: 'replace', card: takenNotice(say, role) } };
  return { ...(await show()), ...told };
}

/** Whoever did it to themselves sees it by the answer. */
async function toldTo(
  tx: Transaction,
  whose: string,
  by: string,
  card: (say: Speaker) => Delivery['card'],
): Promise<Pick<Reply, 'deliveries'>> {
  if (whose === by) return {};
  const reader = await tx
    .selectFrom('person')
    .select(['language', 'time_zone as timeZone'])
    .where('id', '=', whose)
    .executeTakeFirst();
  if (!reader) return {};
  return {
    deliveries: [{ to: { kind: 'person', person: whose }, card: card(speakerOf(reader)), why: 'notice' }],
  };
}

/** The first moment after that local day, in epoch ms. */
const endOf = (day: string, zone: string): number =>
  Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds;
