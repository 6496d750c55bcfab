import { randomInt } from 'node:crypto';

export const first = (people: readonly string[]): string | undefined => people[randomInt(people.length)];
