// What a spreadsheet writes, read back: whichever separator, letters and line ends.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeKeyRing } from '../../src/guard/seal.ts';
import { type Encoding, mostLines, readTable, readText, separators } from '../../src/people/csv.ts';
import { mailDigest } from '../../src/people/mail.ts';
import { columnOf, knownHeaders, type Problem, readRoster } from '../../src/people/roster-reading.ts';

const digest = mailDigest(makeKeyRing([Buffer.alloc(32, 7)]));

const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const satisfies readonly Encoding[];
/** What Windows-1252 has at 0x80 to 0x9F. https://encoding.spec.whatwg.org/index-windows-1252.txt */
const upper = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

function encoded(text: string, encoding: Encoding, mark: boolean): Buffer {
  const marked = mark ? `\uFEFF${text}` : text;
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(marked);
    case 'utf-16le':
      return Buffer.from(marked, 'utf16le');
    case 'utf-16be':
      return Buffer.from(marked, 'utf16le').swap16();
    case 'windows-1252':
      return Buffer.from(
        Array.from(text, (letter) => {
          const at = upper.indexOf(letter);
          return at >= 0 ? 0x80 + at : (letter.codePointAt(0) ?? 0);
        }),
      );
  }
}

/** RFC 4180: quoted where it must be, or always. */
const written = (rows: readonly (readonly string[])[], separator: string, end: string, always: boolean) =>
  rows
    .map((row) =>
      row
        .map((cell) =>
          always || /["\r\n]/.test(cell) || cell.includes(separator)
            ? `"${cell.replaceAll('"', '""')}"`
            : cell,
        )
        .join(separator),
    )
    .join(end);

const read = (bytes: Buffer) => {
  const text = readText(bytes);
  return text.kind === 'wrong' ? text : readTable(text.text, knownHeaders);
};
const cellsOf = (bytes: Buffer): unknown => {
  const table = read(bytes);
  return table.kind === 'table' ? table.table.rows.map((row) => row.cells) : table;
};

/** Letters that the encoding has; in Windows-1252 one at least that makes it no UTF-8. */
const lettersOf = (encoding: Encoding) =>
  encoding === 'windows-1252'
    ? fc.string({ unit: fc.constantFrom(...Array.from('aé ñ;,|\t"\nZ€’Ü0')) })
    : fc.oneof(
        fc.string({ unit: fc.constantFrom(...Array.from('aé ñ;,|\t"\r\nZ’中😭')) }),
        fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\u0000', '')),
      );

describe.each(encodings)('a table in %s', (encoding) => {
  it.each(separators)('comes back as it was written, with %j between its cells', (separator) => {
    const header = fc.constantFrom(
      ['E-mail', 'Unit', 'Profession'],
      ['Correo electrónico', 'Unidad', 'Turno'],
      ['account', 'something else', 'Manager'],
    );
    const row = fc.array(lettersOf(encoding), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(
        header,
        fc.array(row, { minLength: 1, maxLength: 8 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.boolean(),
        fc.boolean(),
        (first, body, end, always, finished) => {
          const rows = [first, ...body.filter((cells) => cells.some((cell) => cell !== ''))];
          // Windows-1252 is what is no UTF-8: a table without a single such letter is both, and the same in both.
          const tail = encoding === 'windows-1252' ? [['é€', '', '']] : [];
          const text = written([...rows, ...tail], separator, end, always) + (finished ? end : '');
          expect(cellsOf(encoded(text, encoding, encoding !== 'windows-1252'))).toEqual([...rows, ...tail]);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('a file', () => {
  const list = 'Correo;Unidad\nana@x.org;Urgencias\n';

  it('in UTF-8 or UTF-16 needs no mark at its beginning', () => {
    for (const encoding of ['utf-8', 'utf-16le', 'utf-16be'] as const)
      expect(cellsOf(encoded(list, encoding, false))).toEqual([
        ['Correo', 'Unidad'],
        ['ana@x.org', 'Urgencias'],
      ]);
  });

  it('may name its separator as Excel does, and may hold empty lines', () => {
    expect(read(Buffer.from('sep=;\r\n\r\nMail;Unit\r\n;\r\na@x.org;"4, east"\r\n'))).toEqual({
      kind: 'table',
      table: {
        separator: ';',
        rows: [
          { line: 3, cells: ['Mail', 'Unit'] },
          { line: 5, cells: ['a@x.org', '4, east'] },
        ],
      },
    });
  });

  it('counts its lines as an editor does, also where a cell has several', () => {
    const table = read(Buffer.from('Mail,Unit\r\na@x.org,"one\r\ntwo"\r\nb@x.org,3'));
    expect(table.kind === 'table' && table.table.rows.map((row) => row.line)).toEqual([1, 2, 4]);
  });

  it.each([
    ['nothing', Buffer.from(''), { kind: 'empty' }],
    ['only a mark', Buffer.from('\uFEFF'), { kind: 'empty' }],
    ['only spaces', Buffer.from(' \r\n \n'), { kind: 'empty' }],
    ['a workbook', Buffer.from('504b030414000600', 'hex'), { kind: 'not-text' }],
    ['a PDF', Buffer.from('%PDF-1.7'), { kind: 'not-text' }],
    ['half of UTF-16', Buffer.from('fffe410042', 'hex'), { kind: 'broken-letters' }],
    ['a mark that lies', Buffer.from('efbbbf41e9', 'hex'), { kind: 'broken-letters' }],
    ['letters that nobody has', Buffer.from('4d61696c0a8d', 'hex'), { kind: 'broken-letters' }],
    ['a quotation mark too few', Buffer.from('Mail,Unit\na@x.org,"4\n'), { kind: 'quotes', line: 2 }],
    ['a quotation mark too many', Buffer.from('Mail,Unit\na@x.org,4"\n'), { kind: 'quotes', line: 2 }],
    [
      'nothing but lines',
      Buffer.from(`Mail,Unit${'\n'.repeat(2 * mostLines + 1)}`),
      { kind: 'too-many', most: mostLines, lines: 2 * mostLines + 1 },
    ],
    [
      'a NUL',
      Buffer.from('Mail,Unit\nb@x.org,5\na@x.org,a\u0000b\n'),
      { kind: 'unreadable', line: 3, column: 2 },
    ],
    [
      'half a character',
      Buffer.from('\uFEFFMail,Unit\n\uD83D@x.org,4\n', 'utf16le'),
      { kind: 'unreadable', line: 2, column: 1 },
    ],
  ] as const)('that holds %s is refused, and where', (_, bytes, problem) => {
    expect(read(bytes)).toEqual({ kind: 'wrong', problem });
  });
});

describe('the columns of a list', () => {
  it.each([
    [
      'mail',
      ['E-mail', 'E-Mail Address', 'MAIL', 'Correo', 'Correo electrónico', 'UPN', 'User principal name'],
    ],
    ['account', ['Account', 'Slack ID', 'Member ID', 'Cuenta', 'aadObjectId']],
    ['unit', ['Unit', 'Ward', 'Department', 'Unidad', 'SERVICIO']],
    ['discipline', ['Discipline', 'Job title', 'Profesión', 'Categoría profesional', 'Puesto']],
    ['manager', ['Manager', 'Line manager', 'Reports to', 'Responsable', 'Jefa']],
    ['shift', ['Shift', 'Shift pattern', 'Turno']],
  ] as const)('know %s by many names', (column, names) => {
    expect(names.map(columnOf)).toEqual(names.map(() => column));
  });

  it.each(['Name', 'Nombre', 'ID', 'Personnel number', 'constructor', ''])('do not guess at “%s”', (name) => {
    expect(columnOf(name)).toBeUndefined();
  });
});

describe('a list of staff', () => {
  const reading = (text: string) => {
    const table = readTable(text, knownHeaders);
    if (table.kind === 'wrong') throw new Error(table.problem.kind);
    return readRoster(table.table, digest);
  };
  const wrongs = (text: string): readonly Problem[] => {
    const found = reading(text);
    return found.kind === 'wrong' ? found.problems : [];
  };

  it('is read in any order of its columns, and says which it passed over', () => {
    const found = reading('Turno,Nombre,Correo,Unidad,Jefa\nnoche,Ana,ANA@X.org ,UCI,jefa@x.org\n');
    expect(found).toEqual({
      kind: 'read',
      entries: [
        {
          key: `mail:${digest('ana@x.org')}`,
          unit: 'UCI',
          discipline: null,
          manager: `mail:${digest('jefa@x.org')}`,
          shift: 'noche',
        },
      ],
      recognised: [
        { column: 'shift', header: 'Turno' },
        { column: 'mail', header: 'Correo' },
        { column: 'unit', header: 'Unidad' },
        { column: 'manager', header: 'Jefa' },
      ],
      ignored: ['Nombre'],
      strangeManagers: [2],
    });
  });

  it('knows a manager by either name of theirs', () => {
    const found = reading(
      'account,mail,manager\nU0BOSS,boss@x.org,\nU0ANA,ana@x.org,Boss@x.org\nU0BEN,,u0boss\n',
    );
    expect(found.kind === 'read' && found.entries.map((entry) => entry.manager)).toEqual([
      null,
      'account:u0boss',
      'account:u0boss',
    ]);
    expect(found).toMatchObject({ strangeManagers: [] });
  });

  it.each([
    ['a header alone', 'Mail,Unit\n', [{ kind: 'header-only' }]],
    ['no column for people', 'Name,Unit\nAna,4\n', [{ kind: 'no-person-column', found: ['Name', 'Unit'] }]],
    [
      'one column twice',
      'Mail,Correo,Unit\na@x.org,b@x.org,4\n',
      [{ kind: 'twice-a-column', column: 'mail', headers: ['Mail', 'Correo'] }],
    ],
    [
      'cells too many and too few',
      'Mail,Unit\na@x.org,4,5\nb@x.org\nc@x.org,4\n',
      [
        { kind: 'cells', line: 2, found: 3, wanted: 2 },
        { kind: 'cells', line: 3, found: 1, wanted: 2 },
      ],
    ],
    ['nobody', 'Mail,Unit\n,4\n', [{ kind: 'nobody', line: 2, column: 1, header: 'Mail' }]],
    ['no mail address', 'Mail,Unit\nana,4\n', [{ kind: 'not-a-mail', line: 2, column: 1, header: 'Mail' }]],
    [
      'no account',
      'Unit,Account\n4,Ana Ruiz\n',
      [{ kind: 'not-an-account', line: 2, column: 2, header: 'Account' }],
    ],
    [
      'no manager',
      'Mail,Manager\na@x.org,Dr House\n',
      [{ kind: 'not-a-manager', line: 2, column: 2, header: 'Manager' }],
    ],
    [
      'somebody twice, however they are written',
      'Mail,Unit\na@x.org,4\nb@x.org,5\nA@X.ORG,6\n',
      [{ kind: 'twice', first: 2, line: 4, column: 1, header: 'Mail' }],
    ],
    [
      'somebody who is their own manager',
      'Account,Mail,Manager\nU0ANA,ana@x.org,ANA@x.org\n',
      [{ kind: 'own-manager', line: 2, column: 3, header: 'Manager' }],
    ],
    [
      'a cell that is too long',
      `Mail,Unit\na@x.org,${'x'.repeat(201)}\n`,
      [{ kind: 'too-long', most: 200, line: 2, column: 2, header: 'Unit' }],
    ],
  ])('with %s is refused, and where', (_, text, problems) => {
    expect(wrongs(text)).toEqual(problems);
  });

  it('takes as many people as it says, and no more', () => {
    const list = (people: number) =>
      `Account,Unit\n${Array.from({ length: people }, (_, n) => `U${n}X,4`).join('\n')}`;
    expect(wrongs(list(mostLines))).toEqual([]);
    expect(wrongs(list(mostLines + 1))).toEqual([
      { kind: 'too-many', most: mostLines, lines: mostLines + 1 },
    ]);
  });
});
