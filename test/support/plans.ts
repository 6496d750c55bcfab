// A group, a plan for it, and people who are asked by it, as a spec speaks of them.
import { randomUUID } from 'node:crypto';
import type { Button, Card } from '../../src/chat/card.ts';
import type { Answers } from '../../src/chat/form.ts';
import type { Outcome } from '../../src/chat/message.ts';
import { brigid, type Letter, openProgramme, type Programme, type Someone, someone } from './programme.ts';

const zone = 'Europe/Madrid';

/** As the wall clock there has it, in epoch ms. */
export const at = (local: string): number =>
  Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds;
export const wallClock = (moment: number): string =>
  Temporal.Instant.fromEpochMilliseconds(moment)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });

export type Planned = { programme: Programme; coordinator: Someone; nora: Someone; liam: Someone };

/** Two nurses and a coordinator in Madrid, on a Monday at noon. `perSecond`: what the chat is known to take. */
export async function openPlanned(place: typeof brigid, perSecond?: number): Promise<Planned> {
  const programme = await openProgramme({
    ...(perSecond === undefined ? {} : { perSecond }),
    profiles: Object.fromEntries(
      ['nora', 'liam', 'carla', 'lena', 'mara'].map((account) => [
        account,
        { language: 'en', timeZone: zone, bot: false, guest: false },
      ]),
    ),
  });
  programme.clock.now = at('2026-11-30T12:00');
  const coordinator = someone(programme, place, place === brigid ? 'carla' : 'lena');
  const [nora, liam] = [someone(programme, place, 'nora'), someone(programme, place, 'liam')];
  for (const one of [coordinator, nora, liam]) await one.types('help');
  programme.letters.length = 0;
  return { programme, coordinator, nora, liam };
}

/** The names of all that somebody was sent, as it was. */
export const names = (programme: Programme, person: Someone): readonly string[] =>
  lettersTo(programme, person).map(({ card }) => card.name);
export const prompts = (programme: Programme, person: Someone): number =>
  names(programme, person).filter((name) => name === 'checkins.prompt').length;
/** What stands by now where somebody was asked. */
export const nowShown = (programme: Programme, person: Someone): readonly string[] =>
  lettersTo(programme, person)
    .filter(({ card }) => ['checkins.prompt', 'checkins.reminder'].includes(card.name))
    .map(({ card, changedTo }) => (changedTo ?? card).name);

/** Followed already: whoever is named is in it. */
export async function addGroup(
  programme: Programme,
  place: { name: string },
  name: string,
  accounts: readonly string[],
): Promise<string> {
  const { owner } = programme.database;
  const id = randomUUID();
  const { organisation_id, id: workspace_id } = await owner
    .selectFrom('workspace')
    .select(['organisation_id', 'id'])
    .where('name', '=', place.name)
    .executeTakeFirstOrThrow();
  await owner
    .insertInto('audience')
    .values({
      id,
      organisation_id,
      name,
      source: 'list',
      workspace_id,
      conversation: null,
      unit: null,
      discipline: null,
      guests: false,
      kept: true,
      made_by: null,
      made_at: new Date(programme.clock.now),
      followed_at: new Date(programme.clock.now),
      due_at: null,
      lease: null,
      lease_until: null,
      problem: null,
    })
    .execute();
  await addToGroup(programme, id, place, accounts);
  return id;
}

export async function addToGroup(
  { database }: Programme,
  audience_id: string,
  place: { name: string },
  accounts: readonly string[],
): Promise<void> {
  const { organisation_id, id: workspace_id } = await database.owner
    .selectFrom('workspace')
    .select(['organisation_id', 'id'])
    .where('name', '=', place.name)
    .executeTakeFirstOrThrow();
  await database.owner
    .insertInto('audience_member')
    .values(accounts.map((account) => ({ audience_id, organisation_id, workspace_id, account })))
    .execute();
}

export const everyDay = ['1', '2', '3', '4', '5', '6', '7'];

/** What the coordinator sees before anybody is asked. */
export const previewed = (coordinator: Someone, group: string, answers: Answers = {}): Promise<Outcome> =>
  coordinator.sends('plans.make', {
    group,
    days: everyDay,
    starts: 'time',
    at: '16:00',
    questions: [],
    own: '',
    ...answers,
  });

/** From the form to the invitations, which have gone out. Gives the plan's id. */
export async function planFor(
  programme: Programme,
  coordinator: Someone,
  group: string,
  answers: Answers = {},
): Promise<string> {
  const button = buttonIn(await previewed(coordinator, group, answers), 'plans.begin');
  await coordinator.presses('plans.begin', button.value);
  await passes(programme, 0);
  return button.value?.split(' ')[0] ?? '';
}

/** So much time goes by, hour after hour; what falls due is done in its hour, and whatever an hour brings every twelfth. */
export async function passes(
  { clock, house, database }: Programme,
  hours: number,
  seen: () => void = () => undefined,
): Promise<void> {
  for (let hour = 0; hour <= hours; hour += 1) {
    if (hour > 0) clock.now += 3_600_000;
    const due = await database.owner
      .selectFrom('timer')
      .select('id')
      .where('name', '<>', 'invite')
      .where('due_at', '<=', new Date(clock.now))
      .executeTakeFirst();
    if (!due && hour % 12 !== 0 && hour < hours) continue;
    await house.tick.minute();
    await house.outbox.drain();
    seen();
  }
}

export const buttonsOfCard = (card: Card): readonly Button[] =>
  card.blocks.flatMap((block) =>
    block.kind === 'buttons'
      ? block.buttons
      : block.kind === 'list'
        ? block.items.flatMap(({ buttons = [] }) => buttons)
        : [],
  );

export function buttonIn(shown: Outcome | Letter, press: string): Button {
  const card = 'card' in shown ? shown.card : cardIn(shown);
  const button = buttonsOfCard(card).find((one) => one.press === press);
  if (!button) throw new Error(`${card.name} has no ${press}`);
  return button;
}

export function cardIn({ answer }: Outcome): Card {
  if (answer.kind !== 'card' && answer.kind !== 'replace')
    throw new Error(`no card, but ${JSON.stringify(answer)}`);
  return answer.card;
}

/** What this account was sent, oldest first; the talk with it is known by then or is not. */
export const lettersTo = ({ letters }: Programme, { who }: Someone): readonly Letter[] =>
  letters.filter(({ conversation }) => conversation.split(' ').includes(who.account));

export function lastTo(programme: Programme, person: Someone, name: string): Letter {
  const letter = lettersTo(programme, person).findLast(({ card }) => card.name === name);
  if (!letter) throw new Error(`${person.who.account} was sent no ${name}`);
  return letter;
}

export async function joins(programme: Programme, person: Someone): Promise<Outcome> {
  const { value } = buttonIn(lastTo(programme, person, 'checkins.invitation'), 'checkins.join');
  return person.presses('checkins.join', value);
}

/** The button that tells this mood, of their latest prompt. */
export function tellsBy(programme: Programme, person: Someone, mood: number): Promise<Outcome> {
  const letter = lettersTo(programme, person).findLast(({ card }) =>
    ['checkins.prompt', 'checkins.reminder'].includes(card.name),
  );
  if (!letter) throw new Error('nobody was asked');
  const button = buttonsOfCard(letter.card).filter(({ press }) => press === 'checkins.told')[mood - 1];
  return person.presses('checkins.told', button?.value);
}
