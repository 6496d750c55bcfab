// What people type who want something to happen, and what slips from a clipboard. All of it is text.

/** At most 100 characters each, so that every field takes them. */
export const hostile: Readonly<Record<string, string>> = {
  'a mention of everybody': '<!channel> <!here> @channel',
  'a mention of one': '<@U1> <@U0COORD> <#C0WARD> <!subteam^S1>',
  'a link in disguise': '<https://evil.example|your bank>',
  'mrkdwn signs': '*b* _i_ ~s~ `c` ```d```',
  'a quote': '> not said by me\n>>> nor this',
  'a Markdown link': '[x](javascript:alert(1))',
  'a template': '\u0024{process.env.HOME} {{7*7}} {name} {n, plural, one {#} other {#}}',
  'marks from right to left': '\u202Eevil\u202C \u200Fשלום\u200E \u2066x\u2069',
  'an emoji code': ':smile: :+1::skin-tone-2: :rotating_light:',
  'HTML and entities': '<b>&amp;</b> &lt;!here&gt; <script>alert(1)</script>',
  'a date token': '<!date^1392734382^{date}^https://evil.example|now>',
  'a formula': '=HYPERLINK("https://evil.example","x")',
  SQL: "'; drop table checkin; --",
  'a family of emoji': '👩‍👩‍👧‍👦 👨🏿‍⚕️ 🇪🇸',
  'words without a space': 'x'.repeat(100),
};

/** What cannot be kept: each is refused in words. */
export const unreadable: Readonly<Record<string, string>> = {
  'a NUL': 'before\u0000after',
  'the first half of a character': 'before\uD83Dafter',
  'the second half of a character': 'before\uDE2Dafter',
};
