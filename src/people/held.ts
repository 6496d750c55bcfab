// Where something of a person stands, table by table. Export reads it and erasure works by it, so that what is in the one is
// gone by the other. A table that is not named here does not compile, and a spec holds the names against the database.
import { type RawBuilder, sql } from 'kysely';
import type { Transaction } from '../database/connect.ts';
import type { Tables } from '../database/tables.ts';
import { accountKey } from './mail.ts';
import type { Tombstones } from './tombstone.ts';

/** One account of somebody. `workspace` and `account` are the platform's own ids; `id` and `workspaceId` are rows'. */
export type Own = {
  id: string;
  workspaceId: string;
  platform: string;
  workspace: string;
  account: string;
  talk: string | null;
  mail: string | null;
};

/** By what rows are found to be somebody's. */
export type Whose = {
  person: string;
  own: readonly Own[];
  /** Conversations with them alone, by the platform's ids: where they are reached today, and where they were lately. */
  talks: readonly string[];
  /** On lists (mail.ts). */
  keys: readonly string[];
  tombstones: readonly string[];
};

/** By every account of theirs; by one of them alone where `only` names its row. */
export async function whoseOf(
  tx: Transaction,
  tombstones: Tombstones,
  person: string,
  only?: string,
): Promise<Whose> {
  const own = await tx
    .selectFrom('account')
    .innerJoin('workspace', 'workspace.id', 'account.workspace_id')
    .select([
      'account.id',
      'account.workspace_id as workspaceId',
      'workspace.platform',
      'workspace.external_id as workspace',
      'account.external_id as account',
      'account.talk',
      'account.mail',
    ])
    .where('account.person_id', '=', person)
    .$if(only !== undefined, (query) => query.where('account.id', '=', only ?? ''))
    .orderBy('account.id')
    .execute();
  const { rows: before } = await sql<{ conversation: string | null }>`
    select distinct conversation from delivery
    where account_id = any(${own.map(({ id }) => id)}::uuid[])`.execute(tx);
  return {
    person,
    own,
    talks: [
      ...new Set([
        ...own.flatMap(({ talk }) => talk ?? []),
        ...before.flatMap((row) => row.conversation ?? []),
      ]),
    ],
    keys: own.flatMap(({ account, mail }) => [accountKey(account), ...(mail ? [`mail:${mail}`] : [])]),
    tombstones: own.flatMap((one) => tombstones.digestsOf(one)),
  };
}

type Rows = (whose: Whose) => RawBuilder<unknown>;

export type Part = {
  rows: Rows;
  /** `row`: the row goes. A column's name: that column is emptied, the row is somebody else's or everybody's. `stays`: why. */
  erase: 'row' | { empty: string } | { stays: string };
  /** Columns that the export leaves out: digests that open something, and what others have told. */
  leaves?: readonly string[];
  /** The rows are somebody else's: only how many they are is told. */
  count?: true;
};

/** Nothing in the table is of one person, or nothing can be told to be; `why` says which. */
export type Nobody = { nobody: string };

const ids = (whose: Whose): string[] => whose.own.map(({ id }) => id);
const byAccount: Rows = (whose) => sql`account_id = any(${ids(whose)}::uuid[])`;
const byKey: Rows = ({ keys }) => sql`key = any(${[...keys]}::text[])`;
const byAccountOf =
  (workspace: string, account: string): Rows =>
  ({ own }) =>
    sql`(${sql.ref(workspace)}, ${sql.ref(account)}) in (
    select * from unnest(${own.map((one) => one.workspaceId)}::uuid[], ${own.map((one) => one.account)}::text[]))`;

const link: Part = { rows: byAccount, erase: 'row', leaves: ['digest'] };

export const held: Readonly<Record<keyof Tables, readonly Part[] | Nobody>> = {
  organisation: { nobody: 'it is the programme, not a person' },
  workspace: { nobody: 'it is a company’s place in Slack or Teams, not a person' },
  person: [{ rows: ({ person }) => sql`id = ${person}::uuid`, erase: 'row' }],
  account: [{ rows: (whose) => sql`id = any(${ids(whose)}::uuid[])`, erase: 'row' }],
  role_held: [{ rows: ({ person }) => sql`person_id = ${person}::uuid`, erase: 'row' }],
  consent: [{ rows: ({ person }) => sql`person_id = ${person}::uuid`, erase: 'row' }],
  feature_switch: { nobody: 'it is what the programme has switched on' },
  audit: [
    { rows: (whose) => sql`by_account = any(${ids(whose)}::uuid[])`, erase: { empty: 'by_name' } },
    { rows: (whose) => sql`whose_account = any(${ids(whose)}::uuid[])`, erase: { empty: 'whose_name' } },
  ],
  timer: [{ rows: ({ person }) => sql`person_id = ${person}::uuid`, erase: 'row' }],
  checkin: [{ rows: ({ person }) => sql`person_id = ${person}::uuid`, erase: 'row' }],
  person_hours: [{ rows: ({ person }) => sql`person_id = ${person}::uuid`, erase: 'row' }],
  shift_calendar: [{ rows: ({ person }) => sql`person_id = ${person}::uuid`, erase: 'row' }],
  holiday: { nobody: 'it is a day on which the programme asks nobody' },
  checkin_plan: [{ rows: (whose) => sql`made_by = any(${ids(whose)}::uuid[])`, erase: { empty: 'made_by' } }],
  checkin_invited: [{ rows: byAccountOf('workspace_id', 'account'), erase: 'row' }],
  checkin_enrolment: [{ rows: ({ person }) => sql`person_id = ${person}::uuid`, erase: 'row' }],
  checkin_prompt: [{ rows: ({ person }) => sql`person_id = ${person}::uuid`, erase: 'row' }],
  mood_counts: [{ rows: ({ person }) => sql`person_id = ${person}::uuid`, erase: 'row' }],
  climate: { nobody: 'it is what the report guard let out about a group, never recomputed' },
  climate_counted: [{ rows: ({ person }) => sql`person_id = ${person}::uuid`, erase: 'row' }],
  inbox: [
    {
      // What was done in a talk is known by the talk, or by a word of it where a platform writes more than the id
      // (adapters/teams/place.ts); the rest is known by nothing that leads to anybody.
      rows: (whose) => sql`
        workspace_id = any(${whose.own.map((one) => one.workspaceId)}::uuid[])
        and exists (
          select from unnest(${whose.talks.flatMap((talk) => talk.split(' '))}::text[]) as word
          where position(word in identity) > 0)`,
      erase: 'row',
    },
  ],
  delivery: [
    {
      // As delivery/recipient.ts writes it down.
      rows: (whose) => sql`(
        talk = any(${[
          `person ${whose.person}`,
          ...whose.own.flatMap(({ id, workspaceId, account }) => [
            `account ${id}`,
            `stranger ${workspaceId} ${account}`,
            ...whose.talks.map((talk) => `${workspaceId} ${talk}`),
          ]),
        ]}::text[])
        or account_id = any(${ids(whose)}::uuid[]) or conversation = any(${[...whose.talks]}::text[]))`,
      erase: 'row',
    },
  ],
  link_code: [link],
  upload_link: [link],
  export_link: [link],
  roster: { nobody: 'it says which workspace a staff list is of, and when it was brought' },
  roster_entry: [
    { rows: byKey, erase: 'row' },
    {
      rows: ({ keys }) => sql`manager = any(${[...keys]}::text[])`,
      erase: { empty: 'manager' },
      count: true,
    },
  ],
  // What is sealed in it is a list of others.
  roster_draft: [{ rows: byAccount, erase: 'row', leaves: ['sealed'] }],
  audience: [{ rows: (whose) => sql`made_by = any(${ids(whose)}::uuid[])`, erase: { empty: 'made_by' } }],
  audience_named: [{ rows: byKey, erase: 'row' }],
  audience_member: [{ rows: byAccountOf('workspace_id', 'account'), erase: 'row' }],
  tombstone: [
    {
      rows: ({ tombstones }) => sql`digest = any(${[...tombstones]}::text[])`,
      erase: { stays: 'it keeps us from asking somebody again who had everything erased' },
      leaves: ['digest'],
    },
  ],
  installation: { nobody: 'it holds the tokens of a workspace' },
  install_used: { nobody: 'an install that has ended names a browser’s visit, and nobody' },
  help_line: { nobody: 'lines are for everybody; who wrote one down is not kept' },
  help_country: { nobody: 'it is what the programme serves, not where anybody is' },
  help_line_check: { nobody: 'a check is the programme’s; who made it is not kept' },
};

/** Those that hold something of a person, in an order in which erasing breaks no reference. */
export function heldParts(): readonly { table: string; parts: readonly Part[] }[] {
  const last = ['account', 'person'];
  const every = Object.entries(held).flatMap(([table, parts]) =>
    'nobody' in parts ? [] : [{ table, parts }],
  );
  return [
    ...every.filter(({ table }) => !last.includes(table)),
    ...last.flatMap((name) => every.filter(({ table }) => table === name)),
  ];
}
