// A window that would not open: what the button that opens it carries.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../support/checkins.ts';
import { type Entrance, formOpens, openDoor } from '../support/door.ts';
import { nurse } from '../support/hospital.ts';
import { ofType } from '../support/slack-drawn.ts';

describe('a form that would not open, asked for by a command', () => {
  let entrance: Entrance;
  beforeEach(async () => {
    entrance = await openDoor();
    entrance.core(async () => formOpens);
  });
  afterEach(() => entrance.end());

  it.each([
    ['/checkin', '', undefined],
    ['/checkin', 'history', 'history'],
    ['/lamp', 'checkin  history', 'checkin history'],
    ['/lamp', 'ánimo', 'ánimo'],
    ['/lamp', 'checkin I cannot go on', 'checkin'],
    ['/checkin', 'I cannot go on', undefined],
    ['/checkin', `${'a'.repeat(199)}😀`, undefined],
    ['/checkin', '+44', undefined],
  ])('%s %s has a button that carries %s, and nobody’s own words', async (command, words, carried) => {
    const { slack } = entrance;
    slack.weather.error('views.open', 500);
    const talk = slack.direct(nurse);
    await slack.command(nurse, talk, `${command} ${words}`);
    const notes = () => slack.seenBy(nurse).conversations.find(({ id }) => id === talk)?.messages ?? [];
    await until(() => notes().length === 1);
    const [button] = ofType(notes(), 'button');
    expect(button?.action_id).toMatch(`do.${command === '/lamp' ? '' : command.slice(1)}`);
    expect(button?.value).toBe(carried);
  });
});
