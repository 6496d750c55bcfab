import { describe, expect, test } from 'vitest';
import { type Environment, readConfig } from '../../src/config.ts';
import { wordsAbout } from '../support/settings.ts';

const many = {
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: 'hidden',
  SLACK_SIGNING_SECRET: 'secret',
  PUBLIC_URL: 'https://lamp.example.org',
};

describe('a start that is to serve whoever installs', () => {
  test.each<[string, Environment, RegExp]>([
    [
      'one workspace and many',
      { SLACK_BOT_TOKEN: 'xoxb-1' },
      /^SLACK_BOT_TOKEN serves one workspace.*Set one or the other\.$/,
    ],
    ['no client secret', { SLACK_CLIENT_SECRET: '' }, /^SLACK_CLIENT_SECRET is missing.*Basic Information/],
    ['no client id', { SLACK_CLIENT_ID: '' }, /^SLACK_CLIENT_ID is missing.*Basic Information/],
    [
      'no signing secret',
      { SLACK_SIGNING_SECRET: '' },
      /^SLACK_SIGNING_SECRET is missing.*Basic Information/,
    ],
    ['no address to come back to', { PUBLIC_URL: '' }, /^PUBLIC_URL must be the https address/],
    [
      'an address in the open',
      { PUBLIC_URL: 'http://lamp.example.org' },
      /^PUBLIC_URL must be the https address/,
    ],
  ])('is refused for %s, with one sentence that says what to set', (_, changed, sentence) => {
    const words = wordsAbout({ ...many, ...changed });
    expect(words).toHaveLength(1);
    expect(words[0]).toMatch(sentence);
    expect(words[0]).not.toContain('hidden');
  });

  test('has no token, and knows where whoever installs is sent back', () => {
    expect(readConfig(many)).toMatchObject({ host: '0.0.0.0', playground: false });
    expect(readConfig(many).slack).toEqual({
      oauth: { clientId: '1.2', clientSecret: 'hidden', publicUrl: 'https://lamp.example.org' },
      secrets: ['secret'],
      apiUrl: 'https://slack.com/api/',
    });
  });

  test('may hear of requests over a socket, which needs no signing secret', () => {
    const socket = { ...many, SLACK_SIGNING_SECRET: '', SLACK_APP_TOKEN: 'xapp-1' };
    expect(readConfig(socket).slack).toMatchObject({ secrets: [], appToken: 'xapp-1' });
  });

  test('may be tried out on this machine without https', () => {
    const near = { ...many, PUBLIC_URL: 'http://localhost:3000' };
    expect(readConfig(near).slack).toMatchObject({ oauth: { publicUrl: 'http://localhost:3000' } });
  });
});
