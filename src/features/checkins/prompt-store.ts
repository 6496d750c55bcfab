// Each time that somebody is asked by a plan, as a row: once a plan and day of theirs, whoever asks.
import { sql } from 'kysely';
import type { Transaction } from '../../database/connect.ts';
import { openMs } from './plan-rules.ts';

export type PromptState = 'open' | 'answered' | 'skipped' | 'closed' | 'missed';

/** `checkin`: what they answered by it; null: nothing, or it was erased. */
export type Prompt = {
  id: string;
  plan: string;
  day: string;
  state: PromptState;
  closes: number;
  checkin: string | null;
};

type Row = Omit<Prompt, 'closes'> & { closes: Date };
const columns = sql`id, plan_id as plan, day::text as day, state, closes_at as closes, checkin_id as checkin`;
const read = ({ closes, ...row }: Row): Prompt => ({ ...row, closes: closes.getTime() });

/** Somebody's own, locked, so that of two presses at once one comes second. */
export async function promptOf(tx: Transaction, person: string, id: string): Promise<Prompt | undefined> {
  const { rows } = await sql<Row>`
    select ${columns} from checkin_prompt where id::text = ${id} and person_id = ${person}
    for no key update`.execute(tx);
  return rows.map(read)[0];
}

/** The plan by whose prompt this check-in came, where it came by one. */
export async function planBehind(
  tx: Transaction,
  person: string,
  checkin: string,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('checkin_prompt')
    .select('plan_id as plan')
    .where('checkin_id', '=', checkin)
    .where('person_id', '=', person)
    .executeTakeFirst();
  return row?.plan;
}

/** All that wait for an answer by this plan, or of these only somebody's own. */
export const openOf = (
  tx: Transaction,
  plan: string,
  person?: string,
): Promise<readonly { id: string; person: string }[]> =>
  tx
    .selectFrom('checkin_prompt')
    .select(['id', 'person_id as person'])
    .where('plan_id', '=', plan)
    .where('state', '=', 'open')
    .$if(person !== undefined, (query) => query.where('person_id', '=', person ?? ''))
    .execute();

export async function setPrompt(
  tx: Transaction,
  id: string,
  state: PromptState,
  checkin: string | null = null,
): Promise<void> {
  await tx
    .updateTable('checkin_prompt')
    .set({ state, ...(checkin === null ? {} : { checkin_id: checkin }) })
    .where('id', '=', id)
    .execute();
}

export type NewPrompt = { id: string; plan: string; person: string; day: string; state: 'open' | 'missed' };

/** Gives the ids of those that are new: whoever was asked that day already is not asked again. */
export async function makePrompts(
  tx: Transaction,
  organisation: string,
  prompts: readonly NewPrompt[],
  now: number,
): Promise<ReadonlySet<string>> {
  if (prompts.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    insert into checkin_prompt (id, plan_id, organisation_id, person_id, day, state, asked_at, closes_at)
    select id, plan, ${organisation}, person, day, state, ${new Date(now)}, ${new Date(now + openMs)} from unnest(
      ${prompts.map(({ id }) => id)}::uuid[], ${prompts.map(({ plan }) => plan)}::uuid[],
      ${prompts.map(({ person }) => person)}::uuid[], ${prompts.map(({ day }) => day)}::date[],
      ${prompts.map(({ state }) => state)}::text[]) as made (id, plan, person, day, state)
    on conflict (plan_id, person_id, day) do nothing
    returning id`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}

/** Of these, those that nobody has answered or put away, with whose they are and by which plan. */
export async function stillOpen(
  tx: Transaction,
  ids: readonly string[],
): Promise<readonly { id: string; plan: string; person: string; closes: number }[]> {
  const { rows } = await sql<{ id: string; plan: string; person: string; closes: Date }>`
    select id, plan_id as plan, person_id as person, closes_at as closes from checkin_prompt
    where id = any(${[...ids]}::uuid[]) and state = 'open'
    order by id for no key update`.execute(tx);
  return rows.map(({ closes, ...row }) => ({ ...row, closes: closes.getTime() }));
}

export async function closePrompts(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .updateTable('checkin_prompt')
    .set({ state: 'closed' })
    .where('id', 'in', [...ids])
    .where('state', '=', 'open')
    .execute();
}

/** By plan the last day on which somebody was not asked because we did not run at their hour; of days from `since` on. */
export async function lastMissed(tx: Transaction, since: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ plan: string; day: string }>`
    select plan_id as plan, max(day)::text as day from checkin_prompt
    where state = 'missed' and day >= ${since}::date group by plan_id`.execute(tx);
  return new Map(rows.map(({ plan, day }) => [plan, day]));
}
