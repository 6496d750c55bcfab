// Events of one workspace share a transaction. Whoever links changes who others are: that must not happen beside them.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  answered,
  brigid,
  codeOf,
  connectPlaces,
  history,
  luke,
  openProgramme,
  type Programme,
  type Someone,
  someone,
  tells,
} from '../support/programme.ts';

let programme: Programme;
let ada: Someone;
let dora: Someone;
let ben: Someone;
let cleo: Someone;
beforeEach(async () => {
  programme = await openProgramme();
  await connectPlaces(someone(programme, brigid, 'carla'), someone(programme, luke, 'lena'));
  ada = someone(programme, brigid, 'ada');
  dora = someone(programme, brigid, 'dora');
  ben = someone(programme, luke, 'ben');
  cleo = someone(programme, luke, 'cleo');
  for (const person of [ada, dora, ben, cleo])
    await tells(person, 3, `of ${person.who.account}`, programme.clock);
});
afterEach(() => programme.end());

const confirms = (by: Someone, code: string): Promise<string> =>
  by.sends('settings.confirm', {}, code).then(answered);

describe('colleagues who link in one breath', () => {
  it('are each one with their own other account, and nobody loses anything', async () => {
    const [ofAda, ofDora] = [await codeOf(ada), await codeOf(dora)];
    expect(await Promise.all([confirms(ben, ofAda), confirms(cleo, ofDora)])).toEqual([
      'settings.linked',
      'settings.linked',
    ]);
    for (const account of [ada, ben]) expect(await history(account)).toEqual(['of ben', 'of ada']);
    for (const account of [dora, cleo]) expect(await history(account)).toEqual(['of cleo', 'of dora']);
  });

  it('by codes of each other’s other accounts lose nobody and nothing, whoever was first', async () => {
    const [ofAda, ofBen] = [await codeOf(ada), await codeOf(ben)];
    const outcomes = await Promise.all([confirms(cleo, ofAda), confirms(dora, ofBen), confirms(ben, ofAda)]);
    expect(outcomes).toContain('settings.linked');
    const told = await Promise.all([ada, dora, ben, cleo].map(history));
    expect([...new Set(told.flat())].sort()).toEqual(['of ada', 'of ben', 'of cleo', 'of dora']);
  });
});
