import type { Bot } from '../../src/bot.ts';
import { plain } from '../../src/chat/card.ts';

export const read = (bot: Bot): string => plain(bot.name);
