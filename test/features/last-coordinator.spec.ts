// Whoever runs the programme alone and has everything erased says first who runs it from then on.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  answered,
  brigid,
  connectPlaces,
  formIn,
  luke,
  openProgramme,
  type Programme,
  type Someone,
  someone,
  wordsOf,
} from '../support/programme.ts';

let programme: Programme;
let people: Readonly<Record<'nora' | 'carla' | 'lena', Someone>>;
beforeEach(async () => {
  programme = await openProgramme();
  people = {
    nora: someone(programme, brigid, 'U0NORA'),
    carla: someone(programme, brigid, 'carla'),
    lena: someone(programme, luke, 'lena'),
  };
});
afterEach(() => programme.end());

const owner = () => programme.database.owner;
const erase = (person: Someone, answers = {}) => person.sends('privacy.erase', { sure: true, ...answers });

describe('the last coordinator', () => {
  it('is told what it means, and goes only with somebody named, or with a second yes', async () => {
    const { carla, nora } = people;
    const form = formIn(await carla.types('erase'));
    expect(form.parts.map((part) => ('id' in part ? part.id : ''))).toEqual(
      expect.arrayContaining(['next', 'nobody', 'sure']),
    );
    expect(wordsOf(form)).toContain('only coordinator');
    for (const answers of [{}, { next: 'carla' }, { next: 'carla', nobody: true }])
      expect((await erase(carla, answers)).answer.kind).toBe('errors');
    await programme.rowOf(carla);
    programme.letters.length = 0;
    expect(answered(await erase(carla, { next: 'U0NORA' }))).toBe('privacy.erased');
    await programme.house.outbox.drain();
    expect(programme.letters.map(({ card, conversation }) => [card.name, conversation])).toEqual([
      ['privacy.next', 'talk U0NORA'],
    ]);
    expect(answered(await nora.types('admin'))).toBe('admin.card');
    const { answer } = await nora.types('admin', 'record');
    // Two: whom the settings named, and whom the one who went named.
    expect('card' in answer && wordsOf(answer.card).split(/was named: coordinator/i)).toHaveLength(3);
    expect(answered(await carla.types('admin'))).not.toBe('admin.card');
  });

  it('may leave nobody behind, knowingly', async () => {
    expect(answered(await erase(people.carla, { nobody: true }))).toBe('privacy.erased');
    expect(await owner().selectFrom('role_held').select('role').execute()).toHaveLength(2);
  });

  it('is not asked where there is another; of two who go at once one is', async () => {
    const { carla, lena } = people;
    await connectPlaces(carla, lena);
    expect(wordsOf(formIn(await lena.types('erase')))).not.toContain('only coordinator');
    const both = await Promise.all([erase(carla), erase(lena)]);
    expect(both.map(({ answer }) => answer.kind).toSorted()).toEqual(['errors', 'replace']);
  });
});
