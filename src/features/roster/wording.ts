// What is said of a list that was read, in the chat and on the page alike.
import type { Preview } from '../../people/roster-draft.ts';
import type { Problem } from '../../people/roster-reading.ts';
import type { Speaker } from '../../words/speak.ts';

const mostProblems = 15;
const mostUnits = 20;

export function problemWords(say: Speaker, problem: Problem): string {
  const placed = (place: { line: number; column: number; header: string }, what: string): string =>
    say('staff.wrong-place', { line: place.line, column: place.column, header: place.header, what });
  switch (problem.kind) {
    case 'empty':
      return say('staff.wrong-empty');
    case 'not-text':
      return say('staff.wrong-not-text');
    case 'broken-letters':
      return say('staff.wrong-broken-letters');
    case 'quotes':
      return say('staff.wrong-quotes', { line: problem.line });
    case 'unreadable':
      return say('staff.wrong-unreadable', { line: problem.line, column: problem.column });
    case 'header-only':
      return say('staff.wrong-header-only');
    case 'no-person-column':
      return say('staff.wrong-no-person-column', { found: problem.found.slice(0, 10).join(', ') });
    case 'twice-a-column': {
      const [first = '', second = ''] = problem.headers;
      return say('staff.wrong-twice-a-column', { first, second });
    }
    case 'too-many':
      return say('staff.wrong-too-many', { lines: problem.lines, most: problem.most });
    case 'cells':
      return say('staff.wrong-cells', { line: problem.line, found: problem.found, wanted: problem.wanted });
    case 'nobody':
      return placed(problem, say('staff.wrong-nobody'));
    case 'not-a-mail':
      return placed(problem, say('staff.wrong-mail'));
    case 'not-an-account':
      return placed(problem, say('staff.wrong-account'));
    case 'not-a-manager':
      return placed(problem, say('staff.wrong-manager'));
    case 'own-manager':
      return placed(problem, say('staff.wrong-own-manager'));
    case 'too-long':
      return placed(problem, say('staff.wrong-too-long', { most: problem.most }));
    case 'twice':
      return placed(problem, say('staff.wrong-twice', { first: problem.first }));
  }
}

/** The first ones, and how many more there are. */
export function problemsWords(say: Speaker, problems: readonly Problem[]): readonly string[] {
  const more = problems.length - mostProblems;
  return [
    ...problems.slice(0, mostProblems).map((problem) => problemWords(say, problem)),
    ...(more > 0 ? [say('staff.wrong-more', { more })] : []),
  ];
}

export type Fact = { label: string; value: string };

export function previewFacts(say: Speaker, preview: Preview): readonly Fact[] {
  const number = (n: number): string => n.toLocaleString(say.language);
  const fact = (label: string, n: number): Fact => ({ label, value: number(n) });
  const { recognised, ignored } = preview;
  return [
    fact(say('staff.people'), preview.people),
    fact(say('staff.known'), preview.known),
    fact(say('staff.fresh'), preview.fresh),
    fact(say('staff.changed'), preview.changed),
    fact(say('staff.gone'), preview.gone),
    ...(recognised.length > 0
      ? [
          {
            label: say('staff.read-columns'),
            value: recognised.map((one) => say('staff.column', one)).join(', '),
          },
        ]
      : []),
    ...(ignored.length > 0 ? [{ label: say('staff.ignored'), value: ignored.slice(0, 20).join(', ') }] : []),
  ];
}

/** A line each; empty where no line has a unit. */
export function unitLines(say: Speaker, { units, withoutUnit }: Preview): readonly string[] {
  if (units.length === 0) return [];
  const more = units.length - mostUnits;
  return [
    ...units.slice(0, mostUnits).map(({ unit, people }) => say('staff.unit', { unit, people })),
    ...(more > 0 ? [say('staff.more-units', { more })] : []),
    ...(withoutUnit > 0 ? [say('staff.no-unit', { people: withoutUnit })] : []),
  ];
}

/** What a coordinator should know before they say yes. */
export function noteWords(say: Speaker, { strangeManagers }: Preview): readonly string[] {
  const [line] = strangeManagers;
  return line === undefined ? [] : [say('staff.strange-managers', { people: strangeManagers.length, line })];
}

export const previewIntro = (say: Speaker, { way }: Preview): string =>
  say(way === 'directory' ? 'staff.preview-directory' : 'staff.preview');
