import { describe, expect, test } from 'vitest';
import { appears, choose, coordinator, layDesk, ward } from './desk.ts';

const desk = layDesk();

describe('sitting in Teams', () => {
  test('what is typed is answered with a card, whose words hold no markup but Markdown', async () => {
    await desk.sitAs('Theo Lindqvist');
    await desk.type('checkin');
    const card = desk.fromBot();
    await card.getByRole('heading', { name: 'How are you, right now?' }).waitFor();
    expect(await card.locator('strong', { hasText: /^you$/ }).count()).toBe(1);
    await card.getByText('<b>Tags</b> stay as they are').waitFor();
    await card.getByText('*Stars* stay stars.').waitFor();
    await card.getByText('12 months').waitFor();
    await card.getByText('Your mood over two weeks: rising.').waitFor();
    const link = card.getByRole('link', { name: 'breathing' });
    expect(await link.getAttribute('href')).toBe('https://example.org/breathe');
    const picture = card.getByRole('img', { name: 'Your mood over two weeks, rising' });
    await expect.poll(() => picture.getAttribute('src')).toBe('/chart.svg');
  });

  test('a moment stands in the zone and the language of whoever reads it', async () => {
    await desk.sitAs('Theo Lindqvist');
    await desk.type('checkin');
    expect(await desk.fromBot().getByText('Next circle').textContent()).toMatch(
      /Sunday, November 22, 2026 7:30\sPM/,
    );
    await desk.sitAs('Dolores Vega');
    await desk.type('checkin');
    expect(await desk.fromBot().getByText('Next circle').textContent()).toMatch(
      /domingo, 22 de noviembre de 2026 7:30/,
    );
  });

  test('suggestions come with a slash or without one, and by an arrow key where nothing is typed', async () => {
    await desk.sitAs('Theo Lindqvist');
    for (const begun of ['/che', 'che']) {
      await desk.messageBox().fill(begun);
      await desk.page.getByRole('option', { name: 'checkin' }).waitFor();
      expect(await desk.page.getByRole('option').count()).toBe(1);
    }
    await desk.messageBox().fill('');
    await desk.messageBox().press('ArrowDown');
    await desk.page.getByRole('option', { name: 'helpnow' }).waitFor();
    await desk.messageBox().press('ArrowDown');
    await desk.messageBox().press('ArrowDown');
    await desk.messageBox().press('Enter');
    expect(await desk.messageBox().inputValue()).toBe('checkin');
    await desk.messageBox().press('Enter');
    await desk.fromBot().getByRole('heading', { name: 'How are you, right now?' }).waitFor();
  });

  test('suggestions come in the language of whoever types, without minding accents', async () => {
    await desk.sitAs('Dolores Vega');
    await desk.messageBox().fill('como');
    await desk.page.getByRole('option', { name: 'cómo estoy' }).click();
    expect(await desk.messageBox().inputValue()).toBe('cómo estoy');
  });

  test('without a manifest of Teams there are no suggestions, and all else is there', async () => {
    await desk.restartBare();
    await desk.sitAs('Theo Lindqvist');
    await desk.type('/checkin');
    await desk.fromBot().getByRole('heading', { name: 'How are you, right now?' }).waitFor();
    await desk.messageBox().fill('/');
    expect(await desk.page.getByRole('option').count()).toBe(0);
  });

  test('in a channel the bot hears whoever calls it, and a reply stands below its post', async () => {
    await desk.sitAs('Theo Lindqvist');
    await desk.page.getByRole('button', { name: 'General' }).click();
    await desk.type('Coffee at ten?');
    const post = desk.page.getByRole('region', { name: 'Post of Theo Lindqvist' });
    await post.getByText('Coffee at ten?').waitFor();
    expect(await desk.fromBot().count()).toBe(0);
    await post.getByRole('button', { name: 'Reply' }).click();
    await desk.type('@Lamplight are you there?');
    await post.getByRole('article', { name: 'Lamplight' }).getByText('am here').waitFor();
    await desk.messageBox().fill('@');
    await desk.page.getByRole('option', { name: 'helpnow' }).click();
    expect(await desk.messageBox().inputValue()).toBe('@Lamplight helpnow');
  });

  test('a group chat stands among the chats; there the bot hears whoever calls it, and nobody else is in it', async () => {
    await desk.sitAs('Theo Lindqvist');
    await desk.page.getByRole('button', { name: 'Night shift' }).click();
    await desk.type('Who is on until seven?');
    await desk.page.getByRole('article', { name: 'Theo Lindqvist' }).getByText('until seven').waitFor();
    expect(await desk.page.getByRole('button', { name: 'Reply' }).count()).toBe(0);
    await desk.type('@Lamplight are you there?');
    await desk.fromBot().getByText('am here').waitFor();
    expect(await desk.page.locator('.mention').textContent()).toBe('@Lamplight');
    await desk.messageBox().fill('@');
    await desk.page.getByRole('option', { name: 'helpnow' }).waitFor();
    await choose(desk.page, 'Dolores Vega');
    await desk.page.getByRole('button', { name: 'Night shift 3 new' }).click();
    await desk.fromBot().getByText('am here').waitFor();
    await choose(desk.page, 'Grace Osei');
    await desk.page.getByRole('button', { name: 'Night shift' }).waitFor({ state: 'detached' });
  });

  test('what others do appears by itself', async () => {
    await desk.sitAs('Theo Lindqvist');
    await desk.house.pretendTeams.message(coordinator, ward, 'Good morning');
    await desk.page.getByRole('button', { name: 'General Ward 4 1 new' }).click();
    const words = desk.page.getByRole('article', { name: 'Grace Osei' }).getByText('Good morning');
    expect(await appears(words)).toBe(true);
  });
});

describe('a press on a card', () => {
  test('puts another card in its place, for whoever pressed and for nobody else', async () => {
    await desk.sitAs('Theo Lindqvist');
    await desk.page.getByRole('button', { name: 'General' }).click();
    await desk.type('@Lamplight checkin');
    await desk.fromBot().getByRole('button', { name: 'Erase all' }).click();
    await desk.fromBot().getByText('Everything is erased.').waitFor();
    expect(await desk.fromBot().getByRole('button', { name: 'Erase all' }).count()).toBe(0);
    await choose(desk.page, 'Grace Osei');
    await desk.page.getByRole('button', { name: 'General' }).click();
    await desk.fromBot().getByRole('button', { name: 'Erase all' }).waitFor();
    expect(await desk.fromBot().getByText('Everything is erased.').count()).toBe(0);
  });

  test('is answered in words', async () => {
    await desk.sitAs('Theo Lindqvist');
    await desk.type('checkin');
    await desk.fromBot().getByRole('button', { name: 'Say it in words' }).click();
    expect(await appears(desk.fromBot().getByText('You said it in words.'))).toBe(true);
  });

  test('that goes wrong is said, and the card stays', async () => {
    await desk.sitAs('Theo Lindqvist');
    await desk.type('checkin');
    await desk.fromBot().getByRole('button', { name: 'Trouble' }).click();
    await desk.notice().getByText('Teams shows: “Something went wrong.').waitFor();
    desk.house.teamsBot.deaf = true;
    await desk.fromBot().getByRole('button', { name: 'Answer' }).click();
    await desk.notice().getByText('Teams shows: “Unable to reach app.').waitFor();
    desk.house.teamsBot.deaf = false;
    await desk.fromBot().getByRole('button', { name: 'Answer' }).click();
    await desk.fromBot().getByText('Take your time.').waitFor();
    expect(await desk.notice().textContent()).toBe('');
  });

  test('that only unfolds a part of the card asks nobody', async () => {
    await desk.sitAs('Theo Lindqvist');
    await desk.type('checkin');
    await desk.fromBot().getByRole('button', { name: 'Who sees this?' }).click();
    await desk.fromBot().getByText('You and nobody else.').waitFor();
    expect(desk.house.teamsBot.heard).toEqual([]);
  });
});
