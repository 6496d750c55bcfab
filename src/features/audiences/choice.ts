// A unit or a profession as the value of a choice: the words themselves can be longer than a platform takes.
import { createHash } from 'node:crypto';

export const choiceOf = (words: string): string =>
  createHash('sha256').update(words).digest('base64url').slice(0, 22);

export const chosenOf = (all: readonly string[], value: unknown): string | null =>
  all.find((words) => choiceOf(words) === value) ?? null;
