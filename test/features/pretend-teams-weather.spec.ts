// Bad days at Teams.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ana, cardOf, type Stage, setStage, words } from '../support/pretend-teams.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.end());

const say = (text: string) => stage.teams.message(ana.id, stage.teams.personal(ana.id), text);
const heardIds = () => stage.heard.map(({ activity }) => activity.id);
const post = (text: string) => stage.post(stage.teams.personal(ana.id), { type: 'message', text });
const said = () =>
  stage.teams
    .seenBy(ana.id)
    .conversations.flatMap(({ messages }) => messages)
    .map(({ text }) => text);
const press = async () => {
  const id = await stage.postCard(
    ana,
    cardOf({ type: 'ActionSet', actions: [{ type: 'Action.Execute', title: 'Send', verb: 'press' }] }),
  );
  return stage.teams.press(ana.id, stage.teams.personal(ana.id), id, () => true);
};

describe('activities', () => {
  test('come once more with the same id where the bot fell over, and then no more', async () => {
    stage.answerWith(() => ({ status: 503 }));
    expect(await say('hello')).toMatchObject({ heard: false });
    expect(stage.heard).toHaveLength(2);
    expect(new Set(heardIds()).size).toBe(1);
  });

  test('come once where the first try got lost, twice where its answer did', async () => {
    stage.teams.weather.loseFirst();
    expect(await say('hello')).toMatchObject({ heard: true });
    expect(stage.heard).toHaveLength(1);
    stage.teams.weather.loseAcknowledgement();
    expect(await say('again')).toMatchObject({ heard: true });
    expect(stage.heard).toHaveLength(3);
    expect(new Set(heardIds()).size).toBe(2);
  });

  test('come doubled, presses too', async () => {
    stage.teams.weather.duplicateActivities(2);
    await say('hello');
    await stage.teams.settled();
    expect(stage.heard).toHaveLength(3);
    expect(new Set(heardIds()).size).toBe(1);
    stage.answerWith(() => words('Noted'));
    stage.teams.weather.duplicateActivities(1);
    expect(await press()).toMatchObject({ kind: 'said' });
    await stage.teams.settled();
    expect(stage.heardOf('invoke')).toHaveLength(2);
  });

  test('come the wrong way round', async () => {
    stage.teams.weather.reorderActivities(3);
    for (const text of ['one', 'two', 'three']) await say(text);
    await stage.teams.settled();
    expect(stage.heardOf('message').map(({ text }) => text)).toEqual(['three', 'two', 'one']);
  });
});

describe('requests', () => {
  test('are told to wait, and nothing is said', async () => {
    stage.teams.weather.rateLimit('send', 7);
    const refused = await post('first');
    expect(refused).toMatchObject({ status: 429, body: { error: { code: 'Throttled' } } });
    expect(refused.headers.get('retry-after')).toBe('7');
    stage.teams.weather.rateLimit('*');
    expect((await post('second')).headers.has('retry-after')).toBe(false);
    expect((await post('third')).status).toBe(201);
    expect(said()).toEqual(['third']);
  });

  test.each<[number, unknown]>([
    [403, { error: { code: 'BotDisabledByAdmin' } }],
    [412, { error: { code: 'PreconditionFailed' } }],
    [500, { error: { code: 'ServiceError' } }],
    [502, { error: { code: 'ServiceError' } }],
    [503, { text: 'upstream error' }],
    [504, { text: 'upstream error' }],
  ])('fail with %i as long as they are told to', async (status, body) => {
    stage.teams.weather.error('send', status, 2);
    expect(await post('one')).toMatchObject({ status, body });
    expect(await post('two')).toMatchObject({ status, body });
    expect((await post('three')).status).toBe(201);
    expect(said()).toEqual(['three']);
  });

  test('are cut before or after they were accepted, or slow', async () => {
    const { weather } = stage.teams;
    await post('warm');
    weather.cutBefore('send');
    await expect(post('cut before')).rejects.toThrow('fetch failed');
    weather.cutAfterAccepting('send');
    await expect(post('cut after')).rejects.toThrow('fetch failed');
    weather.slow('send', 5);
    await post('slow');
    expect(said()).toEqual(['warm', 'cut after', 'slow']);
  });

  test('run into a limit, each kind for itself', async () => {
    stage.teams.weather.limit('send', 2);
    const answers = [];
    for (const text of ['1', '2', '3']) answers.push((await post(text)).status);
    expect(answers).toEqual([201, 201, 429]);
    const open = { members: [{ id: ana.id }], channelData: { tenant: { id: stage.teams.account.tenant } } };
    expect((await stage.call('POST', '/v3/conversations', open)).status).toBe(201);
    stage.teams.weather.clear();
    expect((await post('4')).status).toBe(201);
  });

  test('for a token or the keys fail by their own names only', async () => {
    stage.teams.weather.error('*', 503);
    expect((await stage.login()).status).toBe(200);
    stage.teams.weather.error('token', 503);
    expect((await stage.login()).status).toBe(503);
    stage.teams.weather.cutBefore('keys');
    await expect(fetch(`${stage.address}/keys`)).rejects.toThrow('fetch failed');
  });
});
