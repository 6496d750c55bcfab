// How teams are doing: once a closed month, of those who let their mood count, and only what the report guard lets out.
import type { ButtonPressed } from '../../chat/event.ts';
import { type Context, type Feature, type Reply, verbButton } from '../../chat/feature.ts';
import type { Transaction } from '../../database/connect.ts';
import { changeOf, release } from '../../guard/report.ts';
import { note } from '../../people/audit.ts';
import { rosterOf, unitsOf } from '../../people/roster.ts';
import { makeRests, type Rests } from '../../schedule/rests.ts';
import { countingCard, countingHome, introductionCard, reportCard } from './cards.ts';
import {
  bandOf,
  bands,
  type Changes,
  type Counted,
  closedMonth,
  middleOf,
  movements,
  treeOf,
} from './rules.ts';
import {
  claimMonth,
  countedIn,
  counts,
  keepCounted,
  keepMonth,
  letCount,
  months,
  whoCounts,
} from './store.ts';

/** Moods that these people told in a time, by person. */
export type MoodsOf = (
  tx: Transaction,
  organisation: string,
  persons: readonly string[],
  time: { from: number; until: number },
  rests: Rests,
) => Promise<ReadonlyMap<string, readonly number[]>>;

/** What comes of a hospital in one piece would keep everybody waiting who presses something meanwhile. */
const peopleAtOnce = 50;

const mostMonths = 12;
const whole = '';

export function reports({ moodsOf }: { moodsOf: MoodsOf }): Feature {
  /** The latest closed month, if it is not there yet. What was not made in its time is not made later: nobody counts for it any more. */
  async function closeMonth(tx: Transaction, organisation: string, now: number): Promise<void> {
    const { month, from, until } = closedMonth(now);
    if (!(await claimMonth(tx, organisation, month))) return;
    const rests = makeRests();
    const persons = await whoCounts(tx, until);
    const counted: Counted[] = [];
    for (let first = 0; first < persons.length; first += peopleAtOnce) {
      const some = persons.slice(first, first + peopleAtOnce);
      const moods = await moodsOf(tx, organisation, some, { from, until }, rests);
      const units = await rests.during(unitsOf(tx, some));
      for (const person of some) {
        const told = moods.get(person);
        if (told) counted.push({ person, unit: units.get(person) ?? null, value: middleOf(told) });
      }
    }
    await rests.between();
    const made = release(treeOf(whole, counted), ({ value }) => bandOf(value), bands.length);
    const before = (await months(tx, 1)).find((one) => one.month === closedMonth(from).month);
    const earlier = before ? await countedIn(tx, before.month) : [];
    const moved = movements(earlier, counted);
    const changes: Record<string, Changes[string]> = {};
    for (const row of made.rows) {
      const key = row.path.join('/');
      const was = before?.release.rows.find(({ path }) => path.join('/') === key);
      changes[key] = bands.map((_, band) => changeOf(was, row, band, moved(row.path[1])) ?? null);
    }
    await rests.between();
    await keepMonth(tx, organisation, { month, release: made, changes }, now);
    for (let first = 0; first < counted.length; first += peopleAtOnce) {
      await rests.between();
      await rests.during(keepCounted(tx, organisation, month, counted.slice(first, first + peopleAtOnce)));
    }
  }

  return {
    name: 'reports',
    optional: { label: 'command.reports', about: 'reports.about', introduction: introductionCard },
    commands: [
      {
        verb: 'reports',
        label: 'command.reports',
        hint: 'command.reports-hint',
        also: ['report', 'informes', 'informe'],
        roles: ['coordinator', 'leader'],
        run: (context) => show(context, 0),
      },
      {
        verb: 'count',
        label: 'command.count',
        hint: 'command.count-hint',
        also: ['counting', 'contar', 'cuenta'],
        run: counting,
      },
    ],
    presses: {
      'count-me': (context) => choose(context, true),
      'do-not-count': (context) => choose(context, false),
      month: (context, press) => turn(context, press),
    },
    home: async ({ tx, person, say }) => countingHome(say, await counts(tx, person.id)),
    admin: ({ say }) => [verbButton('reports', say('command.reports'))],
    async hourly({ tx, organisation, now }) {
      await closeMonth(tx, organisation, now);
      return [];
    },
  };
}

async function counting({ tx, person, say }: Context): Promise<Reply> {
  return { answer: { kind: 'card', card: countingCard(say, await counts(tx, person.id)) } };
}

async function choose({ tx, person, say, now }: Context, isOn: boolean): Promise<Reply> {
  await letCount(tx, person, isOn, now);
  return { answer: { kind: 'replace', card: countingCard(say, isOn) } };
}

const mayRead = ({ person: { roles } }: Context): 'all' | 'own' | 'nothing' =>
  roles.includes('coordinator') ? 'all' : roles.includes('leader') ? 'own' : 'nothing';

/** `from`: how many months back. A right to read less takes rows away, and changes none. */
async function show(context: Context, from: number): Promise<Reply> {
  const { tx, person, say } = context;
  const all = await months(tx, mostMonths);
  const month = all[from];
  const unit = mayRead(context) === 'all' ? undefined : ((await rosterOf(tx, person.id))?.unit ?? null);
  const rows = (month?.release.rows ?? []).filter(
    ({ path }) => unit === undefined || path.length === 1 || path[1] === unit,
  );
  if (month) await note(context, { what: 'report-read', month: month.month });
  return {
    answer: {
      kind: 'card',
      card: reportCard(say, month && { ...month, rows }, { from, more: from + 1 < all.length }),
    },
  };
}

async function turn(context: Context, { value }: ButtonPressed): Promise<Reply> {
  if (mayRead(context) === 'nothing')
    return {
      answer: { kind: 'card', card: countingCard(context.say, await counts(context.tx, context.person.id)) },
    };
  const from = Math.max(0, Math.min(mostMonths - 1, Math.trunc(Number(value)) || 0));
  const { answer } = await show(context, from);
  return { answer: answer.kind === 'card' ? { kind: 'replace', card: answer.card } : answer };
}
