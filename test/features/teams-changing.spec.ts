// A message to Teams that is changed where it stands.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { text } from '../../src/chat/card.ts';
import type { Address } from '../../src/chat/platform.ts';
import { openTeamsDoor, type TeamsEntrance } from '../support/teams-door.ts';
import { nora, tenant } from '../support/teams-side.ts';

const card = { name: 'spec.card', summary: 'a summary', blocks: [text('some words')] };

let entrance: TeamsEntrance;
let own: Address;
beforeEach(async () => {
  entrance = await openTeamsDoor();
  const talk = entrance.teams.personal(nora.id);
  await entrance.teams.message(nora.id, talk, 'hello');
  const service = String(entrance.teams.compose(nora.id, talk, 'x').serviceUrl);
  own = { workspace: tenant, conversation: `${service} ${talk}` };
});
afterEach(() => entrance.end());

const notes = () =>
  entrance.teams.seenBy(nora.id).conversations.find(({ id }) => id === entrance.teams.personal(nora.id))
    ?.messages ?? [];

describe('a message that is changed', () => {
  it('stands where it stood, and nobody is notified', async () => {
    const { platform } = entrance.door;
    const sent = await platform.send(own, card, 'delivery-1');
    const message = sent.kind === 'sent' ? sent.message : '';
    const before = notes().length;
    expect(await platform.change(own, message, { ...card, summary: 'It is over' })).toEqual(sent);
    expect(notes()).toHaveLength(before);
    expect(notes().at(-1)).toMatchObject({ id: message, summary: 'It is over' });
    expect(JSON.stringify(entrance.teams.calls.at(-1)?.body)).not.toContain('alert');
  });

  it('and is gone, or asked to wait, says so after one try', async () => {
    const change = () => entrance.door.platform.change(own, '1700000000000', card);
    expect(await change()).toMatchObject({ kind: 'unreachable' });
    entrance.teams.weather.rateLimit('edit', 7);
    expect(await change()).toEqual({ kind: 'later', seconds: 7 });
  });
});
