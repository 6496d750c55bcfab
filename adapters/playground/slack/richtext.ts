// Slack's documented rules for `rich_text` blocks.
import {
  bool,
  both,
  type Check,
  integer,
  linkAddress,
  list,
  object,
  oneOf,
  rule,
  string,
  type,
  typed,
} from './checks.ts';

const style = object({}, { bold: bool, italic: bool, strike: bool, underline: bool, code: bool });
const mentionStyle = object(
  {},
  {
    bold: bool,
    italic: bool,
    strike: bool,
    underline: bool,
    highlight: bool,
    client_highlight: bool,
    unlink: bool,
  },
);

/** https://docs.slack.dev/reference/block-kit/blocks/rich-text-block#date-element-type */
const dateTokens = new Set(
  (
    'day_divider_pretty date_num date_slash date_long date_long_full date_long_pretty date date_pretty ' +
    'date_short date_short_pretty time time_secs ago'
  ).split(' '),
);

const dateFormat: Check = (value, at, report) => {
  if (typeof value !== 'string' || value === '') return report('must be more than 0 characters', at);
  const tokens = [...value.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '');
  if (tokens.length === 0) report('must hold a date token', at);
  for (const token of tokens) if (!dateTokens.has(token)) report(`unknown date token: ${token}`, at);
};

const word = {
  text: object({ type, text: string(Number.POSITIVE_INFINITY, 1) }, { style }),
  link: object(
    { type, url: linkAddress },
    { text: string(Number.POSITIVE_INFINITY, 1), unsafe: bool, style },
  ),
};

const words = typed({
  ...word,
  date: object(
    { type, timestamp: integer(0, 9_999_999_999), format: dateFormat },
    { url: linkAddress, fallback: string(3000, 1), style },
  ),
  emoji: object({ type, name: string(255, 1) }, { unicode: string(255), url: linkAddress, style }),
  user: object({ type, user_id: string(255, 1) }, { style: mentionStyle }),
  usergroup: object({ type, usergroup_id: string(255, 1) }, { style: mentionStyle }),
  channel: object({ type, channel_id: string(255, 1) }, { style: mentionStyle }),
  broadcast: object({ type, range: oneOf('here', 'channel', 'everyone') }, { style }),
  color: object({ type, value: string(255, 1) }, { style }),
});

const most = Number.POSITIVE_INFINITY;
const section = object({ type, elements: list(words, most) });
const border = oneOf('0', '1');
const borderNumber: Check = (value, at, report) => border(String(value), at, report);

export const richText: Check = both(
  object(
    {
      type,
      elements: list(
        typed({
          rich_text_section: section,
          rich_text_list: object(
            {
              type,
              style: oneOf('bullet', 'ordered'),
              elements: list(typed({ rich_text_section: section }), most),
            },
            { indent: integer(0, 8), offset: integer(0, 1_000_000), border: borderNumber },
          ),
          rich_text_quote: object({ type, elements: list(words, most) }, { border: borderNumber }),
          rich_text_preformatted: object(
            { type, elements: list(typed(word), most) },
            { border: borderNumber },
          ),
        }),
        most,
      ),
    },
    { block_id: string(255, 1) },
  ),
  rule((block) => (JSON.stringify(block).length > 100_000 ? 'rich text is too long' : undefined)),
);
