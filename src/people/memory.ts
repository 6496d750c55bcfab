// What must be known when the database is not there: whose language and country, the employer's own lines, and by which
// token a workspace is spoken to.
// Held in memory, kept on disk as one sealed file, so that help comes also from a process that started without a database.
// It is a copy: the tables decide, and `load` brings it up to date.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Who } from '../chat/event.ts';
import type { KeyRing } from '../guard/seal.ts';
import { knownZone, type Language, nearestLanguage, type Speaker, speaker } from '../words/speak.ts';

export type WorkspaceKey = Pick<Who, 'platform' | 'workspace'>;
export const workspaceKey = (who: WorkspaceKey): string => `${who.platform} ${who.workspace}`;

export type Remembered = {
  language: Language;
  timeZone: string;
  country: string | null;
  /** The person chose this country here, and the tables may not hold it yet: until then they do not overrule it. */
  unkept?: boolean;
  /** Epoch ms at which the platform was last asked about this account. */
  profileAt: number;
};

/** A line of the employer's own, or of anybody, as the help feature reads it. Opaque here. */
export type OwnLines = { lines: readonly unknown[]; checks: Readonly<Record<string, string>> };

/** By what we speak to a workspace. Times in epoch ms; `expiresAt` and `refreshToken` only where tokens rotate. */
export type Tokens = { botToken: string; refreshToken?: string; expiresAt?: number };
/** `installedAt` tells one installation of a workspace from the next. */
export type HeldTokens = Tokens & { installedAt: number };

export type Memory = {
  person(who: Who): Remembered | undefined;
  keepPerson(who: Who, what: Partial<Omit<Remembered, 'unkept'>>): void;
  forgetPerson(who: Who): void;
  /** Of these workspaces stay those that `isKnown`, and whose choice the tables may not hold yet. */
  forgetUnknown(workspaces: readonly WorkspaceKey[], isKnown: (who: Who) => boolean): void;
  /** What the person chose just now; null takes the choice back. It stands, whatever the tables say, until `countryKept`. */
  chooseCountry(who: Who, country: string | null): void;
  /** The tables hold this choice. One that was made since stays unkept. */
  countryKept(who: Who, country: string | null): void;
  /** Choices of accounts of these workspaces that the tables may not hold. */
  unkeptCountries(
    workspaces: readonly WorkspaceKey[],
  ): readonly (WorkspaceKey & { account: string; country: string | null })[];
  linesOf(who: WorkspaceKey): OwnLines;
  keepLines(workspaces: readonly WorkspaceKey[], lines: OwnLines): void;
  tokensOf(who: WorkspaceKey): HeldTokens | undefined;
  keepTokens(who: WorkspaceKey, held: HeldTokens): void;
  forgetTokens(who: WorkspaceKey): void;
  /** The workspaces of which there are tokens. */
  tokenHolders(): readonly WorkspaceKey[];
  /** Forgets accounts, lines and tokens of a workspace that removed us. */
  forgetWorkspace(who: WorkspaceKey): void;
  /** Writes what has changed; called by the tick and before the end. Errors are told, never thrown: help goes on from memory. */
  save(): Promise<void>;
};

/** How to speak to somebody, with or without a database; English and UTC until the platform was asked. */
export function speakerFor(memory: Memory, who: Who): Speaker {
  const known = memory.person(who) ?? stranger;
  return speaker(known.language, known.timeZone);
}

const bound = 'memory';
const stranger: Remembered = { language: 'en', timeZone: 'UTC', country: null, profileAt: 0 };
const none: OwnLines = { lines: [], checks: {} };

/** `tokens` is missing in a file of an earlier version. */
type Saved = {
  people: Record<string, Remembered>;
  lines: Record<string, OwnLines>;
  tokens?: Record<string, HeldTokens>;
};

/** Reads `<folder>/help.sealed`, or starts empty where there is none or it cannot be opened (another key, a torn write). */
export async function openMemory(
  folder: string,
  keys: KeyRing,
  log: (problem: string) => void,
): Promise<Memory> {
  const file = `${folder}/help.sealed`;
  const people = new Map<string, Remembered>();
  const lines = new Map<string, OwnLines>();
  const tokens = new Map<string, HeldTokens>();
  try {
    const saved: Saved = JSON.parse(keys.open(await readFile(file), bound).toString('utf8'));
    for (const [key, value] of Object.entries(saved.people)) people.set(key, value);
    for (const [key, value] of Object.entries(saved.lines)) lines.set(key, value);
    for (const [key, value] of Object.entries(saved.tokens ?? {})) tokens.set(key, value);
  } catch (error) {
    if (!isMissing(error)) log(`The help copy could not be read and is made anew (${reason(error)}).`);
  }
  let changed = false;
  let writing = Promise.resolve();

  const personKey = (who: Who): string => `${workspaceKey(who)} ${who.account}`;

  function put(key: string, before: Remembered | undefined, after: Remembered): void {
    if (before && isSame(before, after)) return;
    people.set(key, after);
    changed = true;
  }

  async function write(): Promise<void> {
    if (!changed) return;
    changed = false;
    const saved: Saved = {
      people: Object.fromEntries(people),
      lines: Object.fromEntries(lines),
      tokens: Object.fromEntries(tokens),
    };
    try {
      await mkdir(dirname(file), { recursive: true });
      const temporary = `${file}.${process.pid}`;
      await writeFile(temporary, keys.seal(JSON.stringify(saved), bound), { mode: 0o600 });
      await rename(temporary, file);
    } catch (error) {
      changed = true;
      log(`The help copy could not be written (${reason(error)}).`);
    }
  }

  return {
    person: (who) => people.get(personKey(who)),
    keepPerson(who, what) {
      const key = personKey(who);
      const before = people.get(key);
      const isSettled = what.country !== undefined && !before?.unkept;
      put(key, before, {
        language: nearestLanguage(what.language ?? before?.language),
        timeZone: knownZone(what.timeZone ?? before?.timeZone),
        country: isSettled ? (what.country ?? null) : (before?.country ?? null),
        profileAt: what.profileAt ?? before?.profileAt ?? 0,
        ...(before?.unkept ? { unkept: true } : {}),
      });
    },
    forgetPerson(who) {
      if (people.delete(personKey(who))) changed = true;
    },
    forgetUnknown(workspaces, isKnown) {
      for (const workspace of workspaces) {
        const prefix = `${workspaceKey(workspace)} `;
        for (const [key, { unkept }] of people) {
          if (unkept || !key.startsWith(prefix)) continue;
          if (isKnown({ ...workspace, account: key.slice(prefix.length) })) continue;
          people.delete(key);
          changed = true;
        }
      }
    },
    chooseCountry(who, country) {
      const key = personKey(who);
      const before = people.get(key);
      put(key, before, { ...(before ?? stranger), country, unkept: true });
    },
    countryKept(who, country) {
      const key = personKey(who);
      const before = people.get(key);
      if (!before?.unkept || before.country !== country) return;
      const { unkept: _done, ...after } = before;
      put(key, before, after);
    },
    unkeptCountries: (workspaces) =>
      workspaces.flatMap((workspace) => {
        const prefix = `${workspaceKey(workspace)} `;
        return [...people].flatMap(([key, { unkept, country }]) =>
          unkept && key.startsWith(prefix)
            ? [{ ...workspace, account: key.slice(prefix.length), country }]
            : [],
        );
      }),
    linesOf: (who) => lines.get(workspaceKey(who)) ?? none,
    keepLines(workspaces, own) {
      for (const workspace of workspaces) lines.set(workspaceKey(workspace), own);
      changed = true;
    },
    tokensOf: (who) => tokens.get(workspaceKey(who)),
    keepTokens(who, held) {
      const before = tokens.get(workspaceKey(who));
      if (before && areSame(before, held)) return;
      tokens.set(workspaceKey(who), held);
      changed = true;
    },
    forgetTokens(who) {
      if (tokens.delete(workspaceKey(who))) changed = true;
    },
    tokenHolders: () =>
      [...tokens.keys()].map((key) => {
        const [platform = '', ...workspace] = key.split(' ');
        return { platform, workspace: workspace.join(' ') };
      }),
    forgetWorkspace(who) {
      const prefix = `${workspaceKey(who)} `;
      for (const key of people.keys()) if (key.startsWith(prefix)) people.delete(key);
      lines.delete(workspaceKey(who));
      tokens.delete(workspaceKey(who));
      changed = true;
    },
    save() {
      writing = writing.then(write);
      return writing;
    },
  };
}

const isSame = (a: Remembered, b: Remembered): boolean =>
  a.language === b.language &&
  a.timeZone === b.timeZone &&
  a.country === b.country &&
  (a.unkept ?? false) === (b.unkept ?? false) &&
  a.profileAt === b.profileAt;

const areSame = (a: HeldTokens, b: HeldTokens): boolean =>
  a.botToken === b.botToken &&
  a.refreshToken === b.refreshToken &&
  a.expiresAt === b.expiresAt &&
  a.installedAt === b.installedAt;

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';
const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));
