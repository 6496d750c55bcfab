// Something of an organisation in every table that no spec of its own fills: staff list, groups of people, links, consent, set-up.
import { randomUUID } from 'node:crypto';
import type { Database } from '../../src/database/connect.ts';

/** By this account of theirs, or by any. */
export async function addStaff({ owner }: Database, organisation: string, by?: string): Promise<void> {
  const [roster, audience, at] = [randomUUID(), randomUUID(), new Date()];
  const whose = { organisation_id: organisation };
  const { account, workspace, external } = await owner
    .selectFrom('account')
    .select(['id as account', 'workspace_id as workspace', 'external_id as external'])
    .where('organisation_id', '=', organisation)
    .$if(by !== undefined, (query) => query.where('external_id', '=', by ?? ''))
    .executeTakeFirstOrThrow();
  const free = { due_at: null, lease: null, lease_until: null };
  const line = { unit: 'Ward 4', discipline: null, manager: null, shift: null };
  await owner
    .insertInto('roster')
    .values({ id: roster, ...whose, workspace_id: workspace, way: 'file', key_id: 'any', taken_at: at })
    .execute();
  await owner
    .insertInto('roster_entry')
    .values({ roster_id: roster, ...whose, key: 'account:u0any', ...line })
    .execute();
  await owner
    .insertInto('roster_draft')
    .values({
      id: randomUUID(),
      ...whose,
      account_id: account,
      way: 'directory',
      sealed: null,
      against: null,
      made_at: at,
      ...free,
    })
    .execute();
  await owner
    .insertInto('upload_link')
    .values({ digest: randomUUID(), ...whose, account_id: account, expires_at: at, used_at: null })
    .execute();
  await owner
    .insertInto('export_link')
    .values({ digest: randomUUID(), ...whose, account_id: account, expires_at: at, used_at: null })
    .execute();
  const { person } = await owner
    .selectFrom('account')
    .select('person_id as person')
    .where('id', '=', account)
    .executeTakeFirstOrThrow();
  await owner
    .insertInto('consent')
    .values({
      ...whose,
      person_id: person,
      account_id: account,
      kind: 'checkins',
      agreed: true,
      said_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await owner
    .insertInto('timer')
    .values({
      id: randomUUID(),
      ...whose,
      feature: 'any',
      name: 'any',
      subject: 'any',
      person_id: person,
      due_at: null,
      problem: null,
    })
    .execute();
  await owner
    .insertInto('feature_switch')
    .values({ ...whose, feature: 'resources', is_on: true, introduced_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await owner
    .insertInto('audit')
    .values({
      id: randomUUID(),
      ...whose,
      what: 'audience-kept',
      by_account: account,
      by_name: `Somebody ${external}`,
      whose_account: account,
      whose_name: `Somebody ${external}`,
      details: '{}',
      at,
    })
    .execute();
  await owner
    .insertInto('tombstone')
    .values({ ...whose, workspace_id: workspace, digest: randomUUID(), made_at: at })
    .execute();
  await owner
    .insertInto('audience')
    .values({
      id: audience,
      ...whose,
      name: 'Ward 4',
      source: 'list',
      workspace_id: workspace,
      conversation: null,
      unit: null,
      discipline: null,
      guests: false,
      kept: true,
      made_by: account,
      made_at: at,
      followed_at: null,
      problem: null,
      ...free,
    })
    .execute();
  await owner
    .insertInto('audience_named')
    .values({ audience_id: audience, ...whose, key: `account:${external.toLowerCase()}` })
    .execute();
  await owner
    .insertInto('audience_member')
    .values({ audience_id: audience, ...whose, workspace_id: workspace, account: external })
    .execute();
  await addPlan({ owner }, { ...whose, person, account, workspace, external, audience, at });
}

/** A plan for a group, with somebody who was asked by it and said yes, and what they told of their time. */
export async function addPlan(
  { owner }: Pick<Database, 'owner'>,
  {
    organisation_id,
    person,
    account,
    workspace,
    external,
    audience,
    at,
  }: {
    organisation_id: string;
    person: string;
    account: string;
    workspace: string;
    external: string;
    audience: string;
    at: Date;
  },
): Promise<void> {
  const whose = { organisation_id };
  // Of one that has not begun: no timer rings for it meanwhile.
  const plan = randomUUID();
  const timing = { days: [2], at: '16:00', starts: 'time' as const, questions: '[]', language: 'en' };
  await owner
    .insertInto('checkin_plan')
    .values(
      [plan, randomUUID()].map((id) => ({
        id,
        ...whose,
        audience_id: audience,
        ...timing,
        state: id === plan ? ('draft' as const) : ('on' as const),
        made_by: account,
        made_at: at,
      })),
    )
    .execute();
  await owner
    .insertInto('checkin_invited')
    .values({ plan_id: plan, ...whose, workspace_id: workspace, account: external })
    .execute();
  await owner
    .insertInto('checkin_enrolment')
    .values({
      plan_id: plan,
      ...whose,
      person_id: person,
      account_id: account,
      paused_until: null,
      last_day: null,
      next_day: null,
      zone: 'UTC',
      planned_at: at,
      said_at: at,
    })
    .execute();
  await owner
    .insertInto('checkin_prompt')
    .values({
      id: randomUUID(),
      plan_id: plan,
      ...whose,
      person_id: person,
      day: at,
      state: 'closed',
      asked_at: at,
      closes_at: at,
      checkin_id: null,
    })
    .execute();
  await owner
    .insertInto('person_hours')
    .values({
      person_id: person,
      ...whose,
      account_id: account,
      pattern: 'Mon 7-15',
      paused_until: null,
      sleep_hours: null,
      changed_at: at,
    })
    .execute();
  await owner
    .insertInto('shift_calendar')
    .values({
      id: randomUUID(),
      ...whose,
      person_id: person,
      account_id: account,
      sealed: null,
      bound_to: null,
      shifts: JSON.stringify([{ start: at.toISOString(), end: at.toISOString() }]),
      known_until: at,
      read_at: at,
      is_awaited: false,
      problem: null,
      failing_since: null,
      due_at: null,
      lease: null,
      lease_until: null,
    })
    .execute();
  await owner
    .insertInto('mood_counts')
    .values({ person_id: person, ...whose, account_id: account, since: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await owner
    .insertInto('climate')
    .values({ ...whose, month: at, release: '{"rows":[]}', changes: '{}', made_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await owner
    .insertInto('climate_counted')
    .values({ ...whose, person_id: person, month: at, unit: 'Ward 4' })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await owner
    .insertInto('holiday')
    .values({ ...whose, day: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
