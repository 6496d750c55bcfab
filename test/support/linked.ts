// Two hospitals that are one programme, and one nurse with an account in each, who has not linked them yet.
import {
  brigid,
  connectPlaces,
  luke,
  openProgramme,
  type Programme,
  type Someone,
  someone,
  wordsOf,
} from './programme.ts';

/** `inTeams`: how her account is called there. */
export async function openConnected(
  options: Parameters<typeof openProgramme>[0] = {},
  inTeams = 'nora in Teams',
): Promise<{ programme: Programme; here: Someone; there: Someone }> {
  const programme = await openProgramme(options);
  await connectPlaces(someone(programme, brigid, 'carla'), someone(programme, luke, 'lena'));
  await programme.house.outbox.drain();
  programme.letters.length = 0;
  const here = someone(programme, brigid, 'nora');
  const there = someone(programme, luke, inTeams);
  for (const person of [here, there]) await person.types('help');
  return { programme, here, there };
}

export async function settingsOf(person: Someone): Promise<string> {
  const { answer } = await person.types('settings');
  return answer.kind === 'card' ? wordsOf(answer.card) : '';
}
