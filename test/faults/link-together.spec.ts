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
  for (const person of [ada, ben, cleo]) await tells(person, 3, `of ${person.who.account}`, programme.clock);
});
afterEach(() => programme.end());

const codeOf = async (by: Someone): Promise<string> => codeIn(await by.presses('settings.link'));
const confirms = (by: Someone, code: string): Promise<string> =>
  by.sends('settings.confirm', {}, code).then(answered);

describe('two who link in one breath', () => {
  it.each([
    ['first', false],
    ['last', true],
  ])(
    'in a row of three lose nobody and nothing, where the middle of the row is linked to %s',
    async (_, isLast) => {
      const [ofAda, ofBen] = [await codeOf(ada), await codeOf(ben)];
      const toBen = (): Promise<string> => confirms(ben, ofAda);
      const toCleo = (): Promise<string> => confirms(cleo, ofBen);
      await Promise.all(isLast ? [toBen(), toCleo()] : [toCleo(), toBen()]);
      const accounts = await programme.database.owner
        .selectFrom('account')
        .select('external_id')
        .where('external_id', 'in', ['ada', 'ben', 'cleo'])
        .execute();
      expect(accounts).toHaveLength(3);
      const told = await Promise.all([ada, ben, cleo].map(history));
      expect([...new Set(told.flat())].sort()).toEqual(['of ada', 'of ben', 'of cleo']);
    },
  );
});
