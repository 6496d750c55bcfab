// Events of one workspace share a transaction. Whoever links changes who others are: that must not happen beside them.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  answered,
  brigid,
  codeIn,
  history,
  openProgramme,
  type Programme,
  type Someone,
  someone,
  tells,
} from '../support/programme.ts';

let programme: Programme;
let ada: Someone;
let ben: Someone;
let cleo: Someone;
beforeEach(async () => {
  programme = await openProgramme();
  ada = someone(programme, brigid, 'ada');
  ben = someone(programme, brigid, 'ben');
  cleo = someone(programme, brigid, 'cleo');
  for (const person of [ada, ben, cleo])
    await tells(person, 3, `of ${person.who.account}`, programme.clock);
});
afterEach(() => programme.end());

const codeOf = async (by: Someone): Promise<string> => codeIn(await by.presses('settings.link'));
const confirms = (by: Someone, code: string): Promise<string> =>
  by.sends('settings.confirm', {}, code).then(answered);

describe('two who link in one breath', () => {
  it.each([
    ['the one who is linked to first', [0, 1]],
    ['the one who is linked to last', [1, 0]],
  ])('in a row of three lose nobody and nothing, %s', async (_, order) => {
    const [ofAda, ofBen] = [await codeOf(ada), await codeOf(ben)];
    const acts = [() => confirms(ben, ofAda), () => confirms(cleo, ofBen)];
    await Promise.all(order.map((index) => acts[index]?.()));
    const accounts = await programme.database.owner
      .selectFrom('account')
      .select('external_id')
      .where('external_id', 'in', ['ada', 'ben', 'cleo'])
      .execute();
    expect(accounts).toHaveLength(3);
    const told = await Promise.all([ada, ben, cleo].map(history));
    expect([...new Set(told.flat())].sort()).toEqual(['of ada', 'of ben', 'of cleo']);
  });
});
