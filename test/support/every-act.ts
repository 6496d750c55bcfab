// Everything that anybody can do, as the features themselves say: each word, each press, each form. A new one is among them
// without being named anywhere.
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Context, Feature } from '../../src/chat/feature.ts';
import { type Answers, type Field, type Form, fieldsOf } from '../../src/chat/form.ts';
import type { Outcome } from '../../src/chat/message.ts';
import { makeContexts } from '../../src/context.ts';
import type { Database } from '../../src/database/connect.ts';
import { makeGrouping } from '../../src/delivery/grouping.ts';
import type { Role } from '../../src/people/person.ts';
import { makeRoutes } from '../../src/routing.ts';
import { tablesOf } from './catalogue.ts';
import type { Programme, Someone } from './programme.ts';

export type Act = {
  /** `press admin.connect` */
  what: string;
  feature: string;
  kind: 'word' | 'button to a word' | 'press' | 'form';
  /** Who may; undefined: everybody. */
  roles: readonly Role[] | undefined;
  /** `value`: what the button or the form carries. */
  by(who: Someone, value?: string): Promise<Outcome>;
};

export function everyAct(programme: Programme): readonly Act[] {
  const draws = makeDraws(programme);
  return programme.house.features.flatMap((feature): readonly Act[] => {
    const { name, commands, presses = {}, forms = {}, roles, always } = feature;
    const everybodys = new Set(always?.presses ?? []);
    return [
      ...commands.flatMap(({ verb, roles: held }): readonly Act[] => [
        {
          what: `word ${verb}`,
          feature: name,
          kind: 'word',
          roles: held,
          by: (who, value) => who.types(verb, value),
        },
        {
          what: `button to ${verb}`,
          feature: name,
          kind: 'button to a word',
          roles: held,
          by: (who, value) => who.presses(`do.${verb}`, value),
        },
      ]),
      ...[...Object.keys(presses).map((press) => `${name}.${press}`), ...everybodys].map(
        (press): Act => ({
          what: `press ${press}`,
          feature: name,
          kind: 'press',
          roles: everybodys.has(press) ? undefined : roles,
          by: (who, value) => who.presses(press, value),
        }),
      ),
      ...Object.keys(forms).map(
        (form): Act => ({
          what: `form ${name}.${form}`,
          feature: name,
          kind: 'form',
          roles,
          by: async (who, value = '') => {
            const drawn = await draws(feature, form, who, value);
            return who.sends(`${name}.${form}`, answersTo(drawn, who), value);
          },
        }),
      ),
    ];
  });
}

type Asked = {
  who: Someone;
  draw: (context: Context) => Form | Promise<Form>;
  drawn: ReturnType<typeof Promise.withResolvers<Form>>;
};

/**
 * As the bot draws it for whoever sends it: so that what is answered passes, and the handler itself has to refuse. Whoever
 * asks in one breath is drawn for in one transaction, as the bot does: there are thousands.
 */
function makeDraws({ house, database, clock, rowOf }: Programme) {
  const on = new Set(house.features.map(({ name }) => name));
  const contextsIn = makeContexts({
    features: house.features,
    routes: makeRoutes(house.features),
    memory: house.memory,
    outbox: house.outbox,
    now: () => clock.now,
    id: randomUUID,
  });
  const grouping = makeGrouping<Asked>(
    ({ who }) => who.who.account,
    (group, gather) => {
      gather();
      return drawAll(group).catch((problem: unknown) => {
        for (const { drawn } of group) drawn.reject(problem);
      });
    },
  );

  async function drawAll(group: readonly Asked[]): Promise<void> {
    const rows = await Promise.all(group.map(({ who }) => rowOf(who)));
    await database.within(rows[0]?.organisation ?? '', async (tx) => {
      const contextOf = contextsIn({ tx, on, events: group.length, moved: () => undefined });
      for (const [index, { who, draw, drawn }] of group.entries()) {
        const { id = '', person = '', organisation = '' } = rows[index] ?? {};
        const actor = { id: person, organisation, account: id, workspace: '', roles: [] };
        const spoken = { ...actor, language: 'en' as const, timeZone: 'UTC', country: null };
        const event = { kind: 'home-opened' as const, identity: randomUUID(), who: who.who };
        drawn.resolve(await draw(contextOf(spoken, event)));
      }
    });
  }

  return (feature: Feature, form: string, who: Someone, carries: string): Promise<Form> => {
    const shape = feature.forms?.[form];
    if (!shape) throw new Error(`there is no form ${form}`);
    const drawn = Promise.withResolvers<Form>();
    grouping.add(who.who.workspace, { who, drawn, draw: (context) => shape.draw(context, carries) });
    return drawn.promise;
  };
}

const answersTo = (form: Form, who: Someone): Answers =>
  Object.fromEntries(fieldsOf(form).map((field) => [field.id, answerTo(field, who)]));

function answerTo(field: Field, { who }: Someone): Answers[string] {
  switch (field.kind) {
    case 'short-text':
    case 'long-text':
      return 'x'.repeat(Math.max(field.least ?? 1, 1));
    case 'choice':
      return field.options[0]?.value ?? null;
    case 'choices':
      return field.options.slice(0, 1).map(({ value }) => value);
    case 'scale':
      return 1;
    case 'number':
      return field.least ?? 1;
    case 'date':
      return '2026-11-22';
    case 'time':
      return '19:30';
    case 'person':
      return who.account;
    case 'consent':
      return true;
  }
}

/** What buttons and forms of an answer carry, as `press` and `value`, `form` and `carries`. */
export function carriedIn(outcome: Outcome): readonly string[] {
  const found: string[] = [];
  JSON.stringify(outcome, (key, value: unknown) => {
    if ((key === 'value' || key === 'carries') && typeof value === 'string' && value !== '')
      found.push(value);
    return value;
  });
  return found;
}

/** Every row of every table but these, one line each: its table, then all that is in it. */
export async function rowsIn(database: Database, but: readonly string[] = []): Promise<readonly string[]> {
  const tables = (await tablesOf(database)).filter((table) => !but.includes(table));
  const each = tables.map(
    (table) => sql`select ${`${table} `}::text || to_jsonb(t)::text as row from ${sql.ref(table)} t`,
  );
  const { rows } = await sql<{ row: string }>`${sql.join(each, sql` union all `)}`.execute(database.owner);
  return rows.map(({ row }) => row).toSorted();
}
