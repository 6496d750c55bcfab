// The list of staff out of a table: which column is which, what is wrong and where, and each person's line. Pure.
import { readable } from '../chat/check.ts';
import { mostLines, type Row, type Table, type TableProblem } from './csv.ts';
import { isAccount, isMail, keyOf, type MailDigest } from './mail.ts';

export const columns = ['account', 'mail', 'unit', 'discipline', 'manager', 'shift'] as const;
export type Column = (typeof columns)[number];

/** One person's line. `key` and `manager` are keys (mail.ts). */
export type Entry = {
  key: string;
  unit: string | null;
  discipline: string | null;
  manager: string | null;
  shift: string | null;
};

const mostLetters = 200;
/** A header or a cell is shown to say where something is, not to be read in full. */
const shownLetters = 60;

/** `line` and `column` count from 1; `header` is the column's own first cell. */
export type Problem =
  | TableProblem
  | { kind: 'header-only' }
  | { kind: 'no-person-column'; found: readonly string[] }
  | { kind: 'twice-a-column'; column: Column; headers: readonly string[] }
  | { kind: 'cells'; line: number; found: number; wanted: number }
  | ({
      kind: 'nobody' | 'not-a-mail' | 'not-an-account' | 'not-a-manager' | 'own-manager';
    } & Place)
  | ({ kind: 'too-long'; most: number } & Place)
  | ({ kind: 'twice'; first: number } & Place);
type Place = { line: number; column: number; header: string };

export type Recognised = { column: Column; header: string };
export type Reading =
  | {
      kind: 'read';
      entries: readonly Entry[];
      recognised: readonly Recognised[];
      /** Headers of columns that mean nothing to us. */
      ignored: readonly string[];
      /** Lines whose manager has no line of their own. */
      strangeManagers: readonly number[];
    }
  | { kind: 'wrong'; problems: readonly Problem[] };

/** As people and their systems write them, without accents, spaces and signs. */
const headers: Readonly<Record<Column, readonly string[]>> = {
  account: words(
    'account accountid userid memberid slackid slackmemberid slackuserid teamsid objectid aadobjectid entraid azureid chatid',
    'cuenta idcuenta iddecuenta idusuario iddeusuario idmiembro iddemiembro idslack idteams',
  ),
  mail: words(
    'email mail emailaddress mailaddress emails workemail workmail businessemail companyemail officialemail upn userprincipalname principalname',
    'correo correoelectronico email direcciondecorreo direcciondecorreoelectronico correocorporativo correoinstitucional correodeltrabajo correolaboral',
  ),
  unit: words(
    'unit ward department dept team area service orgunit organizationalunit organisationalunit workplace',
    'unidad servicio departamento planta equipo seccion sala',
  ),
  discipline: words(
    'discipline profession jobtitle title job position occupation role jobfamily staffgroup',
    'disciplina profesion categoria categoriaprofesional puesto cargo titulo especialidad colectivo',
  ),
  manager: words(
    'manager manageremail managermail managerupn managerid manageraccount linemanager linemanageremail supervisor supervisoremail reportsto boss head',
    'responsable jefe jefa jefatura jefedirecto jefainmediata jefeinmediato superior superiorinmediato gerente correodelresponsable correodeljefe mando',
  ),
  shift: words(
    'shift shiftpattern shifts shifttype workpattern rota pattern',
    'turno turnos patrondeturnos tipodeturno turnohabitual jornada',
  ),
};

function words(...lists: readonly string[]): readonly string[] {
  return lists.join(' ').split(' ');
}

const bare = (header: string): string =>
  header
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

export const columnOf = (header: string): Column | undefined =>
  columns.find((column) => headers[column].includes(bare(header)));

/** How many of these cells name a column of ours: what tells the separator of a file. */
export const knownHeaders = (cells: readonly string[]): number =>
  cells.filter((cell) => columnOf(cell) !== undefined).length;

const shown = (text: string): string => {
  const letters = [...text.trim()];
  return letters.length > shownLetters ? `${letters.slice(0, shownLetters).join('')}…` : letters.join('');
};

type Layout = {
  at: Partial<Record<Column, number>>;
  recognised: readonly Recognised[];
  ignored: readonly string[];
};

function layoutOf(first: Row): Layout | Problem {
  const at: Partial<Record<Column, number>> = {};
  const recognised: Recognised[] = [];
  const ignored: string[] = [];
  for (const [index, cell] of first.cells.entries()) {
    const column = columnOf(cell);
    if (!column) {
      if (cell.trim() !== '') ignored.push(shown(cell));
      continue;
    }
    const before = at[column];
    if (before !== undefined)
      return {
        kind: 'twice-a-column',
        column,
        headers: [shown(first.cells[before] ?? ''), shown(cell)],
      };
    at[column] = index;
    recognised.push({ column, header: shown(cell) });
  }
  if (at.account === undefined && at.mail === undefined)
    return { kind: 'no-person-column', found: first.cells.map(shown).filter((cell) => cell !== '') };
  return { at, recognised, ignored };
}

/** Everything that is wrong comes back at once, in the order of the lines. */
export function readRoster(table: Table, digest: MailDigest): Reading {
  const [first, ...rows] = table.rows;
  if (!first) return { kind: 'wrong', problems: [{ kind: 'empty' }] };
  const layout = layoutOf(first);
  if ('kind' in layout) return { kind: 'wrong', problems: [layout] };
  if (rows.length === 0) return { kind: 'wrong', problems: [{ kind: 'header-only' }] };
  if (rows.length > mostLines)
    return { kind: 'wrong', problems: [{ kind: 'too-many', most: mostLines, lines: rows.length }] };
  const { at } = layout;
  const problems: Problem[] = [];
  const entries: Entry[] = [];
  const lineOf = new Map<string, number>();
  /** The mail of whoever is listed by account, so that others can name them by it. */
  const other = new Map<string, string>();
  const lines: number[] = [];

  for (const { line, cells } of rows) {
    if (cells.length !== first.cells.length) {
      problems.push({ kind: 'cells', line, found: cells.length, wanted: first.cells.length });
      continue;
    }
    const before = problems.length;
    const place = (column: Column): Place => ({
      line,
      column: (at[column] ?? 0) + 1,
      header: shown(first.cells[at[column] ?? 0] ?? ''),
    });
    const cell = (column: Column): string => {
      const index = at[column];
      const text = index === undefined ? '' : (cells[index] ?? '').trim();
      if ([...text].length > mostLetters)
        problems.push({ kind: 'too-long', most: mostLetters, ...place(column) });
      return text;
    };
    const [account, mail, manager] = [cell('account'), cell('mail'), cell('manager')];
    const line_: Omit<Entry, 'key' | 'manager'> = {
      unit: cell('unit') || null,
      discipline: cell('discipline') || null,
      shift: cell('shift') || null,
    };
    const who: Column = account === '' && at.mail !== undefined ? 'mail' : 'account';
    if (account === '' && mail === '') problems.push({ kind: 'nobody', ...place(who) });
    if (account !== '' && !isAccount(account) && !isMail(account))
      problems.push({ kind: 'not-an-account', ...place('account') });
    if (mail !== '' && !isMail(mail)) problems.push({ kind: 'not-a-mail', ...place('mail') });
    const managerKey = manager === '' ? null : keyOf(manager, digest);
    if (managerKey === undefined) problems.push({ kind: 'not-a-manager', ...place('manager') });
    if (problems.length > before) continue;

    const key = keyOf(account || mail, digest) ?? '';
    const mailKey = mail === '' ? undefined : keyOf(mail, digest);
    const known = lineOf.get(key) ?? (mailKey === undefined ? undefined : lineOf.get(mailKey));
    if (known !== undefined) problems.push({ kind: 'twice', first: known, ...place(who) });
    else if (managerKey && (managerKey === key || managerKey === mailKey))
      problems.push({ kind: 'own-manager', ...place('manager') });
    lineOf.set(key, line);
    if (mailKey !== undefined && mailKey !== key) {
      lineOf.set(mailKey, line);
      other.set(mailKey, key);
    }
    entries.push({ key, ...line_, manager: managerKey ?? null });
    lines.push(line);
  }
  if (problems.length > 0) return { kind: 'wrong', problems };
  const linked = entries.map((entry) => ({
    ...entry,
    manager: entry.manager === null ? null : (other.get(entry.manager) ?? entry.manager),
  }));
  const keys = new Set(linked.map((entry) => entry.key));
  return {
    kind: 'read',
    entries: linked,
    recognised: layout.recognised,
    ignored: layout.ignored,
    strangeManagers: linked.flatMap(({ manager }, index) =>
      manager !== null && !keys.has(manager) ? [lines[index] ?? 0] : [],
    ),
  };
}

export type Named = { kind: 'named'; keys: readonly string[] } | { kind: 'wrong'; at: number; word: string };

/** Accounts and mail addresses, one a line or with commas, each once; `at` counts the words from 1. */
export function readNames(text: string, digest: MailDigest): Named {
  const names = text.split(/[\s,;]+/).filter((word) => word !== '');
  const keys: string[] = [];
  for (const [index, word] of names.entries()) {
    const key = readable(word) ? keyOf(word.replace(/^<(.*)>$/, '$1'), digest) : undefined;
    if (key === undefined) return { kind: 'wrong', at: index + 1, word: shown(word) };
    keys.push(key);
  }
  return { kind: 'named', keys: [...new Set(keys)] };
}
