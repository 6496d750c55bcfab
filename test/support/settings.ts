import { type Environment, readConfig, WrongSettings } from '../../src/config.ts';

/** What a start with these settings ends with, a sentence each; empty where it does not end. */
export function wordsAbout(environment: Environment): readonly string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof WrongSettings) return error.message.split('\n');
    throw error;
  }
}
